using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Views;

/// <summary>Something that refers or is referred to.</summary>
/// <param name="Id">Kind and name; the same thing has the same id in every graph of the policy.</param>
/// <param name="Kind">Camel case: <c>technicalProfile</c>.</param>
/// <param name="Name">As it is defined; as it is referred to when it is missing.</param>
/// <param name="Place">Null for what stands in no file: key sets, and what is missing.</param>
/// <param name="IsMissing">It is referred to and not there.</param>
public sealed record GraphNode(string Id, string Kind, string Name, PolicyPlace? Place, bool IsMissing);

/// <param name="From">The id of the node that refers.</param>
/// <param name="To">The id of the node that is referred to.</param>
/// <param name="Kind">What for: <c>validation</c>, <c>include</c>…</param>
public sealed record GraphEdge(string From, string To, string Kind);

/// <summary>
/// What stands on what: policies on their bases, and whatever the relying party reaches. A policy without relying party shows
/// all its journeys and technical profiles instead.
/// </summary>
/// <param name="Nodes">In the order in which they were reached.</param>
/// <param name="Edges">In the order in which they were found; each once.</param>
public sealed record PolicyGraph(ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges)
{
    /// <param name="policies">Whose inheritance is shown.</param>
    /// <param name="merged">Whose references are shown.</param>
    /// <param name="keySets">The key sets that there are, without regard to case; null when that is not known, and then none is missing.</param>
    public static PolicyGraph Of(IEnumerable<PolicyDocument> policies, MergedPolicy merged, IReadOnlySet<string>? keySets = null)
    {
        var sheet = new GraphSheet();
        Inheritance([.. policies], sheet);
        new ReferenceWalk(merged, keySets, sheet).Run();
        return new PolicyGraph([.. sheet.Nodes], [.. sheet.Edges]);
    }

    private static void Inheritance(ImmutableArray<PolicyDocument> policies, GraphSheet sheet)
    {
        foreach (var policy in policies)
            sheet.Enter("policy", policy.PolicyId, policy.PolicyId, policy.Root?.Place);
        foreach (var policy in policies)
        {
            if (policy.BasePolicyId is not { } baseId)
                continue;
            var from = sheet.Enter("policy", policy.PolicyId, policy.PolicyId, policy.Root?.Place);
            sheet.Join(from, sheet.Enter("policy", baseId, baseId, place: null, isMissing: true), "base");
        }
    }
}
