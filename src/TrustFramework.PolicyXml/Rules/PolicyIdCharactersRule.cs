namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// The pattern of the id in the schema, for policies that are not validated against the schema. A snapshot and a URL can contain only such ids.
/// </summary>
internal static class PolicyIdCharactersRule
{
    public static PolicyRule Rule { get; } = new(
        "id-characters",
        ValidationStage.Identity,
        "PolicyId in the policy xml '{0}' must contain only letters, digits, '_', '-' and '.', and must not end with '.'.",
        Provenance.Inferred,
        "the schema's type PolicyId",
        Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => PolicyDocument.HasValidCharacters(context.Document.PolicyId)
        ? []
        : [new Finding($"PolicyId in the policy xml '{context.Document.PolicyId}' must contain only letters, digits, '_', '-' and '.', and must not end with '.'.")];
}
