using TrustFramework.MockServer.Graph.Query;

namespace TrustFramework.MockServer.Graph;

/// <summary>Scheme, host and port as the caller wrote them, so that every URL we hand out leads back here.</summary>
internal static class Origin
{
    public static string Of(HttpRequest request) =>
        request.Host.HasValue ? $"{request.Scheme}://{request.Host.ToUriComponent()}" : "https://graph.microsoft.com";
}

/// <summary>Request feature: the login service's origin, when it has another name than Graph has.</summary>
internal sealed record LoginOrigin(string Value)
{
    public static string Of(HttpRequest request) => request.HttpContext.Features.Get<LoginOrigin>()?.Value ?? Origin.Of(request);
}

/// <summary>Makes <c>@odata.context</c> values: graph-surface 3.1.</summary>
/// <param name="Version">The one that was asked, with its slash.</param>
/// <param name="Selected">What was selected and expanded, in parentheses; empty where nothing was (conventions 3 [D]).</param>
internal readonly record struct ODataContext(string Origin, string Version, string Selected)
{
    /// <summary>Where the version's addresses begin.</summary>
    public string Service => Origin + Version;

    /// <summary>Of the service document: the metadata document itself.</summary>
    public string ForDocument => $"{Service}/$metadata";

    /// <param name="fragment">What stands behind the hash: <c>things/$entity</c>.</param>
    public string For(string fragment) => $"{ForDocument}#{fragment}";

    /// <summary>Of a collection that the request asks for.</summary>
    public string ForList(string collection) => For(collection + Selected);

    /// <summary>Of an entity that the request asks for.</summary>
    public string ForEntity(string collection) => For($"{collection}{Selected}/$entity");

    public static ODataContext Of(HttpRequest request) => new(
        Graph.Origin.Of(request),
        request.Path.StartsWithSegments(GraphRoutes.Released, StringComparison.OrdinalIgnoreCase) ? GraphRoutes.Released : GraphRoutes.Version,
        Selection.Of(request.HttpContext).Suffix);
}
