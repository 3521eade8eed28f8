using System.Collections.Immutable;

namespace TrustFramework.PolicyXml;

/// <summary>The stages of a judgement, in order. The first stage that finds something ends it: policy-rules 1.1.</summary>
public enum ValidationStage
{
    /// <summary>The XSD; one finding.</summary>
    Schema,

    /// <summary>Is it this tenant's, and the policy that the URL names? One finding.</summary>
    Identity,

    /// <summary>The base policies; one finding.</summary>
    Chain,

    /// <summary>References, keys and signatures on the merged policy; one finding.</summary>
    Definitions,

    /// <summary>Journeys and providers; all findings, from all its rules.</summary>
    Journeys,
}

/// <summary>A rule as data: what it is called, when it is asked, what it says, and how sure that is.</summary>
/// <param name="Name">Stable, kebab-case; what a report calls the rule.</param>
/// <param name="Stage">When it is asked.</param>
/// <param name="MessageTemplate">The message with <c>{0}</c>… where names go, for the pages that list what is judged.</param>
/// <param name="Provenance">Of the text and of the rule being enforced at all.</param>
/// <param name="Source">Where in the specification it stands.</param>
/// <param name="Evaluate">The rule itself: pure, in the order in which it finds.</param>
public sealed record PolicyRule(
    string Name, ValidationStage Stage, string MessageTemplate, Provenance Provenance, string Source, Func<ValidationContext, IEnumerable<Finding>> Evaluate)
{
    /// <summary>What breaks this rule alone. Null for the rules about the file as a whole, which no content can break.</summary>
    public RuleSample? InvalidSample { get; init; }

    /// <summary>The nearest to it that is accepted.</summary>
    public RuleSample? ValidSample { get; init; }
}

/// <summary>
/// A chain of policy files, base first, of which the last is judged in the tenant <c>contoso.onmicrosoft.com</c>, where there
/// is one key set, <c>B2C_1A_Key</c>.
/// </summary>
/// <param name="Files">Whole files.</param>
public sealed record RuleSample(ImmutableArray<string> Files)
{
    public const string Tenant = "contoso.onmicrosoft.com";
    public const string KeySet = "B2C_1A_Key";

    /// <summary>Files that hold what is given, each standing on the one before: <c>B2C_1A_Sample1</c>, <c>B2C_1A_Sample2</c>…</summary>
    /// <param name="contents">What stands in the root behind the base policy.</param>
    public static RuleSample Create(params ReadOnlySpan<string> contents)
    {
        var files = ImmutableArray.CreateBuilder<string>(contents.Length);
        for (var i = 0; i < contents.Length; i++)
            files.Add(CreateFile($"B2C_1A_Sample{i + 1}", i == 0 ? null : $"B2C_1A_Sample{i}", contents[i]));
        return new RuleSample(files.MoveToImmutable());
    }

    /// <param name="attributes">More attributes of the root: <c>DeploymentMode="Development"</c>.</param>
    public static string CreateFile(string id, string? baseId, string content, string attributes = "") =>
        $"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="{Tenant}" PolicyId="{id}" {attributes}>
          {(baseId is null ? "" : $"<BasePolicy><TenantId>{Tenant}</TenantId><PolicyId>{baseId}</PolicyId></BasePolicy>")}
          {content}
        </TrustFrameworkPolicy>
        """;
}
