using System.Collections.Immutable;

namespace TrustFramework.PolicyXml;

/// <summary>
/// A chain of policy files, base first. The last file is validated in the tenant <c>contoso.onmicrosoft.com</c>, which has one key
/// set, <c>B2C_1A_Key</c>.
/// </summary>
/// <param name="Files">Complete files.</param>
public sealed record RuleSample(ImmutableArray<string> Files)
{
    public const string Tenant = "contoso.onmicrosoft.com";
    public const string KeySet = "B2C_1A_Key";

    /// <summary>Creates a chain of files, each based on the previous one: <c>B2C_1A_Sample1</c>, <c>B2C_1A_Sample2</c>…</summary>
    /// <param name="contents">The elements that follow the base policy in the root of each file.</param>
    public static RuleSample Create(params ReadOnlySpan<string> contents)
    {
        var files = ImmutableArray.CreateBuilder<string>(contents.Length);
        for (var i = 0; i < contents.Length; i++)
            files.Add(CreateFile($"B2C_1A_Sample{i + 1}", i == 0 ? null : $"B2C_1A_Sample{i}", contents[i]));
        return new RuleSample(files.MoveToImmutable());
    }

    /// <param name="attributes">Additional attributes of the root: <c>DeploymentMode="Development"</c>.</param>
    public static string CreateFile(string id, string? baseId, string content, string attributes = "") =>
        $"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="{Tenant}" PolicyId="{id}" {attributes}>
          {(baseId is null ? "" : $"<BasePolicy><TenantId>{Tenant}</TenantId><PolicyId>{baseId}</PolicyId></BasePolicy>")}
          {content}
        </TrustFrameworkPolicy>
        """;
}
