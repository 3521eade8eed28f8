using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>All other kinds of technical profile, and what is asked of every one.</summary>
internal static class ProviderRules
{
    public static ImmutableArray<PolicyRule> All { get; } = [];
}
