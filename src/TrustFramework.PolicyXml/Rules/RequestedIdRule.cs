namespace TrustFramework.PolicyXml.Rules;

/// <summary>The id in the URL and the one in the file are the same, in any letter case. That the service checks it is [D], its text unknown.</summary>
internal static class RequestedIdRule
{
    public static PolicyRule Rule { get; } = new(
        "requested-id",
        Stage.Identity,
        "PolicyId in the policy xml '{0}' is not same as the one in the request '{1}'.",
        Provenance.Inferred,
        "policy-rules 5; house 6",
        Look);

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.RequestedId is not { } requested || PolicyDocument.IdComparer.Equals(requested, policy.Policy.PolicyId)
            ? []
            : [new Finding($"PolicyId in the policy xml '{policy.Policy.PolicyId}' is not same as the one in the request '{requested}'.")];
}
