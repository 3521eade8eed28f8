using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>One place of the merged policy that names an element.</summary>
/// <param name="Node">The element that names it.</param>
/// <param name="Id">What it names; null when it names nothing.</param>
internal readonly record struct PolicyReference(PolicyNode Node, string? Id)
{
    /// <summary>The orchestration step that the reference stands in, which its message then begins with; null when it stands in none.</summary>
    public (Journey Journey, OrchestrationStep Step)? Step { get; init; }

    /// <summary>What an element names in one of its attributes.</summary>
    public static PolicyReference FromAttribute(PolicyNode node, string attribute) => new(node, node[attribute]);
}
