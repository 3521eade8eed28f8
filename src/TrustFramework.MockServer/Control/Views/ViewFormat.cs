using Microsoft.Net.Http.Headers;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>The values of <c>?format=</c>, and the selection by Accept header.</summary>
internal static class ViewFormat
{
    public const string Xml = "xml";
    public const string Json = "json";
    public const string Mermaid = "mermaid";

    /// <summary>Returns XML unless the client prefers JSON. Browsers accept both.</summary>
    public static string FromAcceptHeader(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        return GetQuality(accept, "application/json") > GetQuality(accept, "application/xml") ? Json : Xml;
    }

    /// <summary>Returns the quality of the most specific matching range: RFC 9110 12.5.1.</summary>
    private static double GetQuality(IList<MediaTypeHeaderValue> ranges, string contentType)
    {
        var requested = new MediaTypeHeaderValue(contentType);
        var matching = ranges.Where(requested.IsSubsetOf).OrderBy(range => range.MatchesAllTypes).ThenBy(range => range.MatchesAllSubTypes);
        return matching.FirstOrDefault() is { } range ? range.Quality ?? 1 : 0;
    }
}
