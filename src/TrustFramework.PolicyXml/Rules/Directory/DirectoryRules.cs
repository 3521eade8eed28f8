using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>Technical profiles that read and write the directory.</summary>
internal static class DirectoryRules
{
    /// <summary>What has been seen on upload first, then what merely holds on every accepted policy.</summary>
    public static ImmutableArray<PolicyRule> All { get; } =
    [
        ExtensionAppRule.Rule,
        OutputAttributeRule.Rule,
        PersistedAttributeRule.Rule,
        DisableStrongPasswordRule.Rule,
        OperationRule.Rule,
        OperationNameRule.Rule,
        SingleInputClaimRule.Rule,
        PersistedClaimsRule.Rule,
        OutputClaimsRule.Rule,
        DirectoryBooleanRule.Rule,
    ];
}
