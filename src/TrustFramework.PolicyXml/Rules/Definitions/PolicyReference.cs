using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>A reference to an element of the merged policy.</summary>
/// <param name="Node">The element that contains the reference.</param>
/// <param name="Id">The referenced id; null when there is none.</param>
internal readonly record struct PolicyReference(PolicyNode Node, string? Id)
{
    /// <summary>The orchestration step that contains the reference, which the message names first; null when there is none.</summary>
    public (Journey Journey, OrchestrationStep Step)? Step { get; init; }

    /// <summary>
    /// Whether the journeys of the relying party use the element. False only where the service may accept an undefined reference in an
    /// unused element; the finding is then a warning.
    /// </summary>
    public bool IsUsed { get; init; } = true;

    /// <summary>Creates the reference in an attribute of an element.</summary>
    public static PolicyReference FromAttribute(PolicyNode node, string attribute) => new(node, node[attribute]);
}
