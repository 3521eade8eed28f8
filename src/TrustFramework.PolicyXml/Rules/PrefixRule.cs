namespace TrustFramework.PolicyXml.Rules;

/// <summary>A custom policy's id begins with B2C_1A_. The rule is documented, its text unknown.</summary>
internal static class PrefixRule
{
    public static PolicyRule Rule { get; } = new(
        "prefix",
        Stage.Identity,
        "PolicyId in the policy xml '{0}' must start with the prefix 'B2C_1A_'.",
        Provenance.Inferred,
        "policy-rules 2 #28",
        Look);

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Policy.PolicyId.StartsWith(PolicyDocument.IdPrefix, StringComparison.OrdinalIgnoreCase)
            ? []
            : [new Finding($"PolicyId in the policy xml '{policy.Policy.PolicyId}' must start with the prefix '{PolicyDocument.IdPrefix}'.")];
}
