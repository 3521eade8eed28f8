using TrustFramework.MockServer.Graph.Addressing;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Makes the address of the next page: the one that was asked, as it was written, and a token.</summary>
internal static class NextLink
{
    /// <summary>Null where there is no next page.</summary>
    public static string? Of(HttpRequest request, string? token) =>
        token is null ? null : $"{Origin.Of(request)}{request.PathBase}{WrittenPath.Of(request)}?{string.Join('&', [.. Kept(request), $"$skiptoken={token}"])}";

    /// <summary>All options but those that say where to begin: the token says it better.</summary>
    private static IEnumerable<string> Kept(HttpRequest request) =>
        (request.QueryString.Value ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !Begins(pair));

    private static bool Begins(string pair)
    {
        var name = Uri.UnescapeDataString(pair.Split('=')[0]).TrimStart('$');
        return name.Equals("skip", StringComparison.OrdinalIgnoreCase) || name.Equals("skiptoken", StringComparison.OrdinalIgnoreCase);
    }
}
