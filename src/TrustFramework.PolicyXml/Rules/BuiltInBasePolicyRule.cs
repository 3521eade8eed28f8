using System.Text.Json;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// A custom policy stands on custom policies, never on the built-in ones behind user flows (AD#5303 [O]: <c>base-v1</c>). What
/// is built in is not in the tenant, so a base that is missing is taken for built in when its id lacks the prefix of custom
/// policies. [I]
/// </summary>
internal static class BuiltInBasePolicyRule
{
    // Given in the one text that was seen, and not the tenant's own: the tenant of the built-in policies.
    private const string BuiltInTenantId = "b6291105-4814-4453-831c-7aba93c480b2";

    public static PolicyRule Rule { get; } = new(
        "built-in-base", ValidationStage.Chain, InheritanceMessage.Template, Provenance.Observed, "policy-rules 2 #25", Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Chain is not { Status: PolicyChainStatus.BasePolicyMissing, Ancestors: [], UnresolvedBasePolicyId: { } wanted }
        || wanted.StartsWith(PolicyDocument.IdPrefix, StringComparison.OrdinalIgnoreCase)
            ? []
            : [new Finding(
                $"Policy '{context.Document.PolicyId}' of tenant '{context.TenantName}' is not allowed to inherit from the specified base policy. "
                + $"Inheritance chain: {FormatInheritanceChain(context, wanted)}")
            {
                Hint = $"Stand on a policy whose id begins with {PolicyDocument.IdPrefix}, such as {PolicyDocument.IdPrefix}TrustFrameworkBase.",
            }];

    private static string FormatInheritanceChain(ValidationContext context, string baseId)
    {
        var id = context.Document.PolicyId;
        var reason = $"Policy '{id}' in tenant '{context.TargetTenant.ObjectId}' is blocked from inheriting policies from '{BuiltInTenantId}' as the basic "
            + "policy constraint handler 'B2CBasicPoliciesOnly' cannot match the policy id to a prefix or registered policy id.";
        return $"{{ {FormatPolicy(context, baseId)}, \"Root\": true, \"Derived\": {{ {FormatPolicy(context, id)}, \"Rule\": \"All\", "
            + $"\"InheritanceAllowed\": false, \"Reason\": \"{reason}\" }} }}";
    }

    private static string FormatPolicy(ValidationContext context, string id) =>
        $"\"TenantId\": {QuoteJson(context.TenantName)}, \"PolicyId\": {QuoteJson(id)}, \"TenantObjectId\": {QuoteJson(context.TargetTenant.ObjectId)}";

    private static string QuoteJson(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
