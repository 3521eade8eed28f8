using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Views;

/// <summary>
/// The inheritance of policies and all elements that the relying party reaches. A policy without relying party shows all its
/// journeys and technical profiles instead.
/// </summary>
/// <param name="Nodes">In the order in which they are reached.</param>
/// <param name="Edges">In the order in which they are found; each once.</param>
public sealed record PolicyGraph(ImmutableArray<PolicyGraphNode> Nodes, ImmutableArray<PolicyGraphEdge> Edges)
{
    /// <param name="policies">The policies whose inheritance is shown.</param>
    /// <param name="merged">The policy whose references are shown.</param>
    /// <param name="keySets">
    /// The existing key sets, ignoring case; null when they are not known, in which case none is shown as missing.
    /// </param>
    public static PolicyGraph Create(IEnumerable<PolicyDocument> policies, MergedPolicy merged, IReadOnlySet<string>? keySets = null)
    {
        var builder = new PolicyGraphBuilder();
        AddInheritance([.. policies], builder);
        new ReferenceWalker(merged, keySets, builder).Run();
        return new PolicyGraph([.. builder.Nodes], [.. builder.Edges]);
    }

    private static void AddInheritance(ImmutableArray<PolicyDocument> policies, PolicyGraphBuilder builder)
    {
        foreach (var policy in policies)
            builder.AddNode("policy", policy.PolicyId, policy.PolicyId, policy.Root?.Location);
        foreach (var policy in policies)
        {
            if (policy.BasePolicyId is not { } baseId)
                continue;
            var source = builder.AddNode("policy", policy.PolicyId, policy.PolicyId, policy.Root?.Location);
            builder.AddEdge(source, builder.AddNode("policy", baseId, baseId, location: null, isMissing: true), "base");
        }
    }
}
