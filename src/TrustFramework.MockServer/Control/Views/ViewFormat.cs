using Microsoft.Net.Http.Headers;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>The names that <c>?format=</c> knows, and what stands for them in an Accept header.</summary>
internal static class ViewFormat
{
    public const string Xml = "xml";
    public const string Json = "json";
    public const string Mermaid = "mermaid";

    /// <summary>XML unless JSON is wanted more: a browser asks for both.</summary>
    public static string FromAcceptHeader(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().Accept;
        return GetQuality(wanted, "application/json") > GetQuality(wanted, "application/xml") ? Json : Xml;
    }

    /// <summary>The most specific range that covers the type decides: RFC 9110 12.5.1.</summary>
    private static double GetQuality(IList<MediaTypeHeaderValue> ranges, string type)
    {
        var asked = new MediaTypeHeaderValue(type);
        var covering = ranges.Where(asked.IsSubsetOf).OrderBy(range => range.MatchesAllTypes).ThenBy(range => range.MatchesAllSubTypes);
        return covering.FirstOrDefault() is { } range ? range.Quality ?? 1 : 0;
    }
}
