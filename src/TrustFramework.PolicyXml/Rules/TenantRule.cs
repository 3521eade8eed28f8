namespace TrustFramework.PolicyXml.Rules;

/// <summary>The root's TenantId is the domain of the tenant that the token is for.</summary>
internal static class TenantRule
{
    public static PolicyRule Rule { get; } = new(
        "tenant",
        Stage.Identity,
        "TenantId in the policy xml '{0}' is not same as the one in login tenant '{1}'.",
        Provenance.Observed,
        "policy-rules 2 #4",
        Look);

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Home.Domain is not { } domain || string.Equals(domain, policy.Policy.TenantId, StringComparison.OrdinalIgnoreCase)
            ? []
            : [new Finding($"TenantId in the policy xml '{policy.Policy.TenantId}' is not same as the one in login tenant '{domain}'.")
            {
                Hint = $"Set TenantId to '{domain}', or sign in to the tenant that owns '{policy.Policy.TenantId}'.",
            }];
}
