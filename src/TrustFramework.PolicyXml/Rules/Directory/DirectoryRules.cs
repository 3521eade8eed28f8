using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>The rules about technical profiles that read and write the directory.</summary>
internal static class DirectoryRules
{
    /// <summary>Errors that were observed on upload come first, then conditions that all accepted policies meet.</summary>
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
