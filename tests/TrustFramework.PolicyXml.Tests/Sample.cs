using System.Text;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>Small policy files, made as they are needed.</summary>
internal static class Sample
{
    public const string Namespace = "http://schemas.microsoft.com/online/cpim/schemas/2013/06";
    public const string Domain = "contoso.onmicrosoft.com";
    public const string ObjectId = "11111111-2222-4333-8444-555555555555";

    public static string Policy(
        string id = "B2C_1A_Leaf", string? baseId = null, string tenant = Domain, string version = "0.3.0.0", string content = "") =>
        $"""
        <TrustFrameworkPolicy xmlns="{Namespace}" PolicySchemaVersion="{version}" TenantId="{tenant}" PolicyId="{id}">
          {(baseId is null ? "" : $"<BasePolicy><TenantId>{tenant}</TenantId><PolicyId>{baseId}</PolicyId></BasePolicy>")}{content}
        </TrustFrameworkPolicy>
        """;

    public static PolicyReading Read(string xml) => PolicyReader.Read(Encoding.UTF8.GetBytes(xml));

    public static PolicyDocument Document(string id, string? baseId = null) => Read(Policy(id, baseId)).Document!;

    /// <summary>Judges a file in a tenant that holds the given policies.</summary>
    public static ValidationResult Validate(string xml, string? domain = Domain, string? requestedId = null, params PolicyDocument[] existingPolicies)
    {
        var reading = Read(xml);
        var chain = PolicyChain.From(reading.Document!);
        while (chain.Status == PolicyChainStatus.Incomplete)
            chain = chain.Add(Array.Find(existingPolicies, policy => PolicyDocument.IdComparer.Equals(policy.PolicyId, chain.UnresolvedBasePolicyId)));
        return PolicyValidator.Validate(new ValidationContext
        {
            ReadResult = reading,
            Chain = chain,
            TargetTenant = new TargetTenant(ObjectId, domain),
            RequestedId = requestedId,
        });
    }

    /// <summary>Judges the last file of a chain, base first, in the tenant that <see cref="RuleSample"/> describes.</summary>
    public static ValidationResult Validate(RuleSample sample)
    {
        var held = sample.Files.SkipLast(1).Select(file => Read(file).Document!).ToArray();
        var reading = Read(sample.Files[^1]);
        var chain = PolicyChain.From(reading.Document!);
        while (chain.Status == PolicyChainStatus.Incomplete)
            chain = chain.Add(Array.Find(held, policy => PolicyDocument.IdComparer.Equals(policy.PolicyId, chain.UnresolvedBasePolicyId)));
        return PolicyValidator.Validate(new ValidationContext
        {
            ReadResult = reading,
            Chain = chain,
            TargetTenant = new TargetTenant(ObjectId, Domain),
            KeySets = new HashSet<string>([RuleSample.KeySet], StringComparer.OrdinalIgnoreCase),
        });
    }

    /// <summary>The one finding of a refused file.</summary>
    public static string GetOnlyMessage(string xml, string? domain = Domain, string? requestedId = null, params PolicyDocument[] existingPolicies) =>
        Validate(xml, domain, requestedId, existingPolicies).Findings.Should().ContainSingle().Subject.Message;
}
