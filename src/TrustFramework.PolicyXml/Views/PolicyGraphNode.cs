namespace TrustFramework.PolicyXml.Views;

/// <summary>Something that refers or is referred to.</summary>
/// <param name="Id">Kind and name; the same thing has the same id in every graph of the policy.</param>
/// <param name="Kind">Camel case: <c>technicalProfile</c>.</param>
/// <param name="Name">As it is defined; as it is referred to when it is missing.</param>
/// <param name="Location">Null for what stands in no file: key sets, and what is missing.</param>
/// <param name="IsMissing">It is referred to and not there.</param>
public sealed record PolicyGraphNode(string Id, string Kind, string Name, PolicyLocation? Location, bool IsMissing);
