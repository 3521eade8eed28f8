using TrustFramework.MockServer.Graph.Routing;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Makes the address of the next page: the one that was asked, as it was written, and a token.</summary>
internal static class NextLink
{
    /// <summary>Null where there is no next page.</summary>
    public static string? Create(HttpRequest request, string? token) =>
        token is null ? null : $"{RequestOrigin.Get(request)}{request.PathBase}{OriginalPathFeature.Get(request)}?{string.Join('&', [.. GetRemainingOptions(request), $"$skiptoken={token}"])}";

    /// <summary>All options but those that say where to begin: the token says it better.</summary>
    private static IEnumerable<string> GetRemainingOptions(HttpRequest request) =>
        (request.QueryString.Value ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !IsPagingOption(pair));

    private static bool IsPagingOption(string pair)
    {
        var name = Uri.UnescapeDataString(pair.Split('=')[0]).TrimStart('$');
        return name.Equals("skip", StringComparison.OrdinalIgnoreCase) || name.Equals("skiptoken", StringComparison.OrdinalIgnoreCase);
    }
}
