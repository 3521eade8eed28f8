using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph;

/// <summary>One operation of the API, as metadata of its route: the pages and the log speak of it.</summary>
/// <param name="Id">As graph-surface 1 numbers it: <c>P4</c>.</param>
/// <param name="Name">What it is called: <c>Update or create trustFrameworkPolicy</c>.</param>
/// <param name="Provenance">Of the operation being there and answering as it does.</param>
/// <param name="Note">What a reader of the fidelity page must know; null when there is nothing.</param>
internal sealed record Operation(string Id, string Name, Provenance Provenance, string? Note = null)
{
    /// <summary>False for a route that is known but refuses by name.</summary>
    public bool Emulated { get; init; } = true;
}
