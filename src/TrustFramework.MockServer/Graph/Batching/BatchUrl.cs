namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Where a request of a batch goes, relative to the batch's own version.</summary>
/// <param name="Path">Decoded, as a request's own is.</param>
/// <param name="HasVersion">Whether the version was written before it.</param>
internal sealed record BatchUrl(PathString Path, QueryString Query, bool HasVersion)
{
    /// <summary>More than fits into a request line, since that is what batches are also used for [D]; and an end to it [I].</summary>
    public const int MaxLength = 32 * 1024;

    private const string BatchPath = "/$batch";

    public bool IsBatch => $"{Path.Value?.TrimEnd('/')}".Equals(BatchPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Null when it is not relative. The slash in front may be left out [D]; clients that make it from an absolute one leave the
    /// version in it (conventions 4 [E]).
    /// </summary>
    /// <param name="version">The batch's own, with its slash.</param>
    public static BatchUrl? Parse(string url, string version)
    {
        if (url.Length is 0 or > MaxLength || IsAbsolute(url) || url.Any(char.IsControl))
            return null;
        var end = url.IndexOf('?', StringComparison.Ordinal);
        var (written, query) = end < 0 ? (url, "") : (url[..end], url[end..]);
#pragma warning disable CA2234 // a Uri would take dot segments away, and lead out of the version
        var path = PathString.FromUriComponent(written.StartsWith('/') ? written : $"/{written}");
#pragma warning restore CA2234
        var namesVersion = path.StartsWithSegments(version, StringComparison.OrdinalIgnoreCase, out var behind);
        return new BatchUrl(namesVersion ? behind : path, new QueryString(query), namesVersion);
    }

    /// <summary>Of a scheme and what else may stand before a path.</summary>
    private static bool IsAbsolute(string url) =>
        url.StartsWith("//", StringComparison.Ordinal)
        || (url.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && url[..scheme].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'));
}
