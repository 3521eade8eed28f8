namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>The URL of a request in a batch, relative to the version of the batch.</summary>
/// <param name="Path">Decoded, like the path of an HTTP request.</param>
/// <param name="HasVersion">Whether the URL contained the version, which is removed from the path.</param>
internal sealed record BatchUrl(PathString Path, QueryString Query, bool HasVersion)
{
    /// <summary>Longer than a request line, because clients use batches to send long URLs [D]. The limit itself is [I].</summary>
    public const int MaxLength = 32 * 1024;

    private const string BatchPath = "/$batch";

    public bool IsBatch => string.Equals(Path.Value?.TrimEnd('/'), BatchPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Null when the URL is not relative, too long or contains control characters. The leading slash is optional [D]. Clients that derive the
    /// URL from an absolute one keep the version in it (conventions 4 [E]).
    /// </summary>
    /// <param name="version">The version prefix of the batch, with its slash.</param>
    public static BatchUrl? Parse(string url, string version)
    {
        if (url.Length is 0 or > MaxLength || IsAbsolute(url) || url.Any(char.IsControl))
            return null;
        var queryStart = url.IndexOf('?', StringComparison.Ordinal);
        var (relativePath, query) = queryStart < 0 ? (url, "") : (url[..queryStart], url[queryStart..]);
        // PathString throws an exception. In the path of an HTTP request Kestrel rejects it.
        if (relativePath.Contains("%00", StringComparison.Ordinal))
            return null;
#pragma warning disable CA2234 // a Uri would resolve dot segments, so that a path could leave the version
        var path = PathString.FromUriComponent(relativePath.StartsWith('/') ? relativePath : $"/{relativePath}");
#pragma warning restore CA2234
        var hasVersion = path.StartsWithSegments(version, StringComparison.OrdinalIgnoreCase, out var remaining);
        return new BatchUrl(hasVersion ? remaining : path, new QueryString(query), hasVersion);
    }

    /// <summary>Whether the URL starts with a scheme or a host.</summary>
    private static bool IsAbsolute(string url) =>
        url.StartsWith("//", StringComparison.Ordinal)
        || (url.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && url[..scheme].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'));
}
