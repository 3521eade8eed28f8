namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// The root's TenantObjectId is a GUID, as the published schema requires. Public policies contain the domain of the tenant there, and no
/// refusal of one is known, so the schema of this project accepts a domain name and this rule reports it as a warning. [I]
/// </summary>
internal static class TenantObjectIdRule
{
    public static PolicyRule Rule { get; } = new(
        "tenant-object-id",
        ValidationStage.Identity,
        "TenantObjectId '{0}' is not a GUID.",
        Provenance.Inferred,
        "policy-rules 6.1",
        Evaluate)
    {
        Level = RuleLevel.Warning,
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Document.Root is { } root && root["TenantObjectId"] is { } id && !Guid.TryParse(id, out _)
            ? [Finding.Create(root, $"TenantObjectId '{id}' is not a GUID.")]
            : [];
}
