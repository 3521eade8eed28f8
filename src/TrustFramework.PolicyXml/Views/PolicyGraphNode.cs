namespace TrustFramework.PolicyXml.Views;

/// <summary>A node of a policy graph.</summary>
/// <param name="Id">Kind and name. An element has the same id in every graph of the policy.</param>
/// <param name="Kind">Camel case: <c>technicalProfile</c>.</param>
/// <param name="Name">As defined; for a missing element, as referenced.</param>
/// <param name="Location">Null for key sets and missing elements, which have no position in a file.</param>
/// <param name="IsMissing">Whether the element is referenced but not defined.</param>
public sealed record PolicyGraphNode(string Id, string Kind, string Name, PolicyLocation? Location, bool IsMissing);
