using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>The rules about technical profiles that call a REST service.</summary>
internal static class RestRules
{
    /// <summary>Errors that were observed on upload come first, then conditions that all accepted policies meet.</summary>
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        InsecureAuthenticationRule.Rule,
        RestMetadataRule.Rule,
        AuthenticationTypeRule.Rule,
        SendClaimsInRule.Rule,
        RestKeyRule.Rule,
        ApiKeyHeaderRule.Rule,
        BearerTokenRule.Rule,
        BearerClaimRule.Rule,
        ServiceUrlRule.Rule,
        RestBooleanRule.Rule,
    ];
}
