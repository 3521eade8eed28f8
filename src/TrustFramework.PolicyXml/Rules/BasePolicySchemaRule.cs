namespace TrustFramework.PolicyXml.Rules;

/// <summary>No base policy violates the schema. One that does was imported or uploaded without validation, and the chain cannot be merged.</summary>
internal static class BasePolicySchemaRule
{
    public static PolicyRule Rule { get; } = new(
        "base-schema", ValidationStage.Chain, "The base policy '{0}' violates the policy schema.", Provenance.Inferred, "MockServer's own", Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from policy in context.Chain.Ancestors
        where policy.Root is null
        select new Finding($"The base policy '{policy.PolicyId}' violates the policy schema.")
        {
            Hint = $"'{policy.PolicyId}' was stored without validation. Correct it and upload it again.",
        };
}
