namespace TrustFramework.PolicyXml.Views;

/// <param name="From">The id of the node that refers.</param>
/// <param name="To">The id of the node that is referred to.</param>
/// <param name="Kind">What for: <c>validation</c>, <c>include</c>…</param>
public sealed record PolicyGraphEdge(string From, string To, string Kind);
