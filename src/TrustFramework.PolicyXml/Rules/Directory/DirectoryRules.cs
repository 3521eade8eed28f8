using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>Technical profiles that read and write the directory.</summary>
internal static class DirectoryRules
{
    public static ImmutableArray<PolicyRule> All { get; } = [];
}
