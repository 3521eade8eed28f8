using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Views;

/// <summary>
/// What stands on what: policies on their bases, and whatever the relying party reaches. A policy without relying party shows
/// all its journeys and technical profiles instead.
/// </summary>
/// <param name="Nodes">In the order in which they were reached.</param>
/// <param name="Edges">In the order in which they were found; each once.</param>
public sealed record PolicyGraph(ImmutableArray<PolicyGraphNode> Nodes, ImmutableArray<PolicyGraphEdge> Edges)
{
    /// <param name="policies">Whose inheritance is shown.</param>
    /// <param name="merged">Whose references are shown.</param>
    /// <param name="keySets">The key sets that there are, without regard to case; null when that is not known, and then none is missing.</param>
    public static PolicyGraph Create(IEnumerable<PolicyDocument> policies, MergedPolicy merged, IReadOnlySet<string>? keySets = null)
    {
        var sheet = new PolicyGraphBuilder();
        AddInheritance([.. policies], sheet);
        new ReferenceWalker(merged, keySets, sheet).Run();
        return new PolicyGraph([.. sheet.Nodes], [.. sheet.Edges]);
    }

    private static void AddInheritance(ImmutableArray<PolicyDocument> policies, PolicyGraphBuilder sheet)
    {
        foreach (var policy in policies)
            sheet.AddNode("policy", policy.PolicyId, policy.PolicyId, policy.Root?.Location);
        foreach (var policy in policies)
        {
            if (policy.BasePolicyId is not { } baseId)
                continue;
            var from = sheet.AddNode("policy", policy.PolicyId, policy.PolicyId, policy.Root?.Location);
            sheet.AddEdge(from, sheet.AddNode("policy", baseId, baseId, place: null, isMissing: true), "base");
        }
    }
}
