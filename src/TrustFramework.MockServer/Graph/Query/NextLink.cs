using TrustFramework.MockServer.Graph.Routing;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Creates the URL of the next page: the URL of the request as the client wrote it, with a skip token.</summary>
internal static class NextLink
{
    /// <summary>Null when there is no next page.</summary>
    public static string? Create(HttpRequest request, string? token) =>
        token is null
            ? null
            : $"{RequestOrigin.Get(request)}{request.PathBase}{OriginalPathFeature.Get(request)}?{string.Join('&', [.. GetRemainingOptions(request), $"$skiptoken={token}"])}";

    /// <summary>All options except <c>$skip</c> and <c>$skiptoken</c>, which the new token replaces.</summary>
    private static IEnumerable<string> GetRemainingOptions(HttpRequest request) =>
        (request.QueryString.Value ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !IsPagingOption(pair));

    private static bool IsPagingOption(string pair)
    {
        var name = Uri.UnescapeDataString(pair.Split('=')[0]).TrimStart('$');
        return name.Equals("skip", StringComparison.OrdinalIgnoreCase) || name.Equals("skiptoken", StringComparison.OrdinalIgnoreCase);
    }
}
