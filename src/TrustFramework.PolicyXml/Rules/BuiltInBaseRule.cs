using System.Text.Json;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// A custom policy stands on custom policies, never on the built-in ones behind user flows (AD#5303 [O]: <c>base-v1</c>). What
/// is built in is not in the tenant, so a base that is missing is taken for built in when its id lacks the prefix of custom
/// policies. [I]
/// </summary>
internal static class BuiltInBaseRule
{
    // Given in the one text that was seen, and not the tenant's own: the tenant of the built-in policies.
    private const string BuiltInTenant = "b6291105-4814-4453-831c-7aba93c480b2";

    public static PolicyRule Rule { get; } = new(
        "built-in-base", Stage.Chain, InheritanceText.Template, Provenance.Observed, "policy-rules 2 #25", Look);

    private static IEnumerable<Finding> Look(PolicyCase policy) =>
        policy.Chain is not { End: ChainEnd.BaseMissing, Ancestors: [], Wanted: { } wanted }
        || wanted.StartsWith(PolicyDocument.IdPrefix, StringComparison.OrdinalIgnoreCase)
            ? []
            : [new Finding(
                $"Policy '{policy.Policy.PolicyId}' of tenant '{policy.Tenant}' is not allowed to inherit from the specified base policy. "
                + $"Inheritance chain: {Chain(policy, wanted)}")
            {
                Hint = $"Stand on a policy whose id begins with {PolicyDocument.IdPrefix}, such as {PolicyDocument.IdPrefix}TrustFrameworkBase.",
            }];

    private static string Chain(PolicyCase policy, string baseId)
    {
        var id = policy.Policy.PolicyId;
        var reason = $"Policy '{id}' in tenant '{policy.Home.ObjectId}' is blocked from inheriting policies from '{BuiltInTenant}' as the basic "
            + "policy constraint handler 'B2CBasicPoliciesOnly' cannot match the policy id to a prefix or registered policy id.";
        return $"{{ {Named(policy, baseId)}, \"Root\": true, \"Derived\": {{ {Named(policy, id)}, \"Rule\": \"All\", "
            + $"\"InheritanceAllowed\": false, \"Reason\": \"{reason}\" }} }}";
    }

    private static string Named(PolicyCase policy, string id) =>
        $"\"TenantId\": {Quote(policy.Tenant)}, \"PolicyId\": {Quote(id)}, \"TenantObjectId\": {Quote(policy.Home.ObjectId)}";

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
