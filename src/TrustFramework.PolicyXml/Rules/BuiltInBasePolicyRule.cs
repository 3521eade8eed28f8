namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// A custom policy inherits from custom policies, not from the built-in policies of user flows (AD#5303 [O]: <c>base-v1</c>).
/// Built-in policies are not in the tenant. A missing base policy is treated as built-in when its id lacks the prefix of custom
/// policies. [I]
/// </summary>
internal static class BuiltInBasePolicyRule
{
    // The tenant of the built-in policies, from the one message that was observed.
    private const string BuiltInTenantId = "b6291105-4814-4453-831c-7aba93c480b2";

    public static PolicyRule Rule { get; } = new(
        "built-in-base", ValidationStage.Chain, InheritanceMessage.Template, Provenance.Observed, "policy-rules 2 #25", Evaluate);

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        context.Chain is not { Status: PolicyChainStatus.BasePolicyMissing, Ancestors: [], UnresolvedBasePolicyId: { } missing }
        || missing.StartsWith(PolicyDocument.IdPrefix, StringComparison.OrdinalIgnoreCase)
            ? []
            : [new Finding(InheritanceMessage.Format(context.Document.PolicyId, context.TenantName, FormatInheritanceChain(context, missing)))
            {
                Hint = $"Inherit from a policy whose id starts with {PolicyDocument.IdPrefix}, such as {PolicyDocument.IdPrefix}TrustFrameworkBase.",
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
        $"\"TenantId\": {InheritanceMessage.QuoteJson(context.TenantName)}, \"PolicyId\": {InheritanceMessage.QuoteJson(id)}, \"TenantObjectId\": {InheritanceMessage.QuoteJson(context.TargetTenant.ObjectId)}";
}
