using TrustFramework.MockServer.Graph.Query;

namespace TrustFramework.MockServer.Graph;

/// <summary>Scheme, host and port of the request. URLs in responses use them, so that clients can follow the URLs.</summary>
internal static class RequestOrigin
{
    public static string Get(HttpRequest request) =>
        request.Host.HasValue ? $"{request.Scheme}://{request.Host.ToUriComponent()}" : "https://graph.microsoft.com";
}

/// <summary>Request feature: the login service's origin, when it differs from Graph's.</summary>
internal sealed record LoginOriginFeature(string Value)
{
    public static string Get(HttpRequest request) => request.HttpContext.Features.Get<LoginOriginFeature>()?.Value ?? RequestOrigin.Get(request);
}

/// <summary>Creates <c>@odata.context</c> values: graph-surface 3.1.</summary>
/// <param name="Version">The version prefix of the request, with its slash.</param>
/// <param name="SelectionSuffix">The selected and expanded properties in parentheses; empty without <c>$select</c> and <c>$expand</c> (conventions 3 [D]).</param>
internal readonly record struct ODataContext(string Origin, string Version, string SelectionSuffix)
{
    /// <summary>The base URL of the version.</summary>
    public string ServiceRoot => Origin + Version;

    /// <summary>The URL of the metadata document, which is also the context of the service document.</summary>
    public string MetadataUrl => $"{ServiceRoot}/$metadata";

    /// <param name="fragment">The part after <c>#</c>: <c>things/$entity</c>.</param>
    public string ForFragment(string fragment) => $"{MetadataUrl}#{fragment}";

    /// <summary>The context of the requested collection.</summary>
    public string ForCollection(string collection) => ForFragment(collection + SelectionSuffix);

    /// <summary>The context of the requested entity.</summary>
    public string ForEntity(string collection) => ForFragment($"{collection}{SelectionSuffix}/$entity");

    public static ODataContext FromRequest(HttpRequest request) => new(
        RequestOrigin.Get(request),
        request.Path.StartsWithSegments(GraphRoutes.V1Prefix, StringComparison.OrdinalIgnoreCase) ? GraphRoutes.V1Prefix : GraphRoutes.BetaPrefix,
        Selection.Get(request.HttpContext).ContextSuffix);
}
