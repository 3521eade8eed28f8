namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// The id in the URL and the id in the file are equal, ignoring case. That the service checks it is [D]; its text is unknown.
/// </summary>
internal static class RequestedPolicyIdRule
{
    public static PolicyRule Rule { get; } = new(
        "requested-id",
        ValidationStage.Identity,
        "PolicyId in the policy xml '{0}' is not same as the one in the request '{1}'.",
        Provenance.Inferred,
        "policy-rules 5",
        Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.RequestedId is not { } requested || PolicyDocument.IdComparer.Equals(requested, context.Document.PolicyId)
            ? []
            : [new Finding($"PolicyId in the policy xml '{context.Document.PolicyId}' is not same as the one in the request '{requested}'.")];
}
