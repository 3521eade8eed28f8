using TrustFramework.MockServer.Graph.Query;

namespace TrustFramework.MockServer.Graph;

/// <summary>Scheme, host and port as the caller wrote them, so that every URL we hand out leads back here.</summary>
internal static class RequestOrigin
{
    public static string Get(HttpRequest request) =>
        request.Host.HasValue ? $"{request.Scheme}://{request.Host.ToUriComponent()}" : "https://graph.microsoft.com";
}

/// <summary>Request feature: the login service's origin, when it has another name than Graph has.</summary>
internal sealed record LoginOriginFeature(string Value)
{
    public static string Get(HttpRequest request) => request.HttpContext.Features.Get<LoginOriginFeature>()?.Value ?? RequestOrigin.Get(request);
}

/// <summary>Makes <c>@odata.context</c> values: graph-surface 3.1.</summary>
/// <param name="Version">The one that was asked, with its slash.</param>
/// <param name="SelectionSuffix">What was selected and expanded, in parentheses; empty where nothing was (conventions 3 [D]).</param>
internal readonly record struct ODataContext(string Origin, string Version, string SelectionSuffix)
{
    /// <summary>Where the version's addresses begin.</summary>
    public string ServiceRoot => Origin + Version;

    /// <summary>Of the service document: the metadata document itself.</summary>
    public string MetadataUrl => $"{ServiceRoot}/$metadata";

    /// <param name="fragment">What stands behind the hash: <c>things/$entity</c>.</param>
    public string ForFragment(string fragment) => $"{MetadataUrl}#{fragment}";

    /// <summary>Of a collection that the request asks for.</summary>
    public string ForCollection(string collection) => ForFragment(collection + SelectionSuffix);

    /// <summary>Of an entity that the request asks for.</summary>
    public string ForEntity(string collection) => ForFragment($"{collection}{SelectionSuffix}/$entity");

    public static ODataContext FromRequest(HttpRequest request) => new(
        Graph.RequestOrigin.Get(request),
        request.Path.StartsWithSegments(GraphRoutes.V1Prefix, StringComparison.OrdinalIgnoreCase) ? GraphRoutes.V1Prefix : GraphRoutes.BetaPrefix,
        Selection.Get(request.HttpContext).ContextSuffix);
}
