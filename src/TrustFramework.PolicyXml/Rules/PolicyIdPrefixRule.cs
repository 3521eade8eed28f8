namespace TrustFramework.PolicyXml.Rules;

/// <summary>The id of a custom policy starts with B2C_1A_. The rule is documented [D]; its text is unknown.</summary>
internal static class PolicyIdPrefixRule
{
    public static PolicyRule Rule { get; } = new(
        "prefix",
        ValidationStage.Identity,
        "PolicyId in the policy xml '{0}' must start with the prefix 'B2C_1A_'.",
        Provenance.Inferred,
        "policy-rules 2 #28",
        Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Document.PolicyId.StartsWith(PolicyDocument.IdPrefix, StringComparison.OrdinalIgnoreCase)
            ? []
            : [new Finding($"PolicyId in the policy xml '{context.Document.PolicyId}' must start with the prefix '{PolicyDocument.IdPrefix}'.")];
}
