using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>Technical profiles that call a REST service.</summary>
internal static class RestRules
{
    /// <summary>What has been seen on upload first, then what merely holds on every accepted policy.</summary>
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        InsecureAuthenticationRule.Rule,
        RestMetadataRule.Rule,
        AuthenticationTypeRule.Rule,
        SendClaimsInRule.Rule,
        RestKeyRule.Rule,
        BearerTokenRule.Rule,
        BearerClaimRule.Rule,
        ServiceUrlRule.Rule,
        RestBooleanRule.Rule,
    ];
}
