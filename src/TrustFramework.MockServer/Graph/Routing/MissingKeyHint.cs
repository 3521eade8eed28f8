namespace TrustFramework.MockServer.Graph.Routing;

/// <summary>Route metadata: the hint for a request to the route that has an empty key in its path: <c>things//$value</c>.</summary>
internal sealed record MissingKeyHint(string Text);
