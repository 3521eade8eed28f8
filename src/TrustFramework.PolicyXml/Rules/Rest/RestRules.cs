using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>Technical profiles that call a REST service.</summary>
internal static class RestRules
{
    public static ImmutableArray<PolicyRule> All { get; } = [];
}
