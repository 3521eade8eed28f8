namespace TrustFramework.PolicyXml.Rules;

/// <summary>The root's TenantId is the domain of the tenant that the request is for.</summary>
internal static class TenantRule
{
    public static PolicyRule Rule { get; } = new(
        "tenant",
        ValidationStage.Identity,
        "TenantId in the policy xml '{0}' is not same as the one in login tenant '{1}'.",
        Provenance.Observed,
        "policy-rules 2 #4",
        Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.TargetTenant.Domain is not { } domain || string.Equals(domain, context.Document.TenantId, StringComparison.OrdinalIgnoreCase)
            ? []
            : [new Finding($"TenantId in the policy xml '{context.Document.TenantId}' is not same as the one in login tenant '{domain}'.")
            {
                Hint = $"Set TenantId to '{domain}', or sign in to the tenant that owns '{context.Document.TenantId}'.",
            }];
}
