namespace TrustFramework.PolicyXml.Views;

/// <summary>A reference between two nodes of a policy graph.</summary>
/// <param name="From">The id of the referencing node.</param>
/// <param name="To">The id of the referenced node.</param>
/// <param name="Kind">The purpose: <c>validation</c>, <c>include</c>…</param>
public sealed record PolicyGraphEdge(string From, string To, string Kind);
