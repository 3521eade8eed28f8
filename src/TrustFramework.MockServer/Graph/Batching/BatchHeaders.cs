using System.Collections.Frozen;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Which headers a request of a batch may have of its own, and which of its answer's are told.</summary>
internal static class BatchHeaders
{
    /// <summary>Those of a connection and of a body on the wire: there is neither within a batch.</summary>
    private static readonly string[] ConnectionHeaders =
        ["Connection", "Content-Length", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"];

    /// <summary>The batch's own count: the bearer (conventions 4), the host, and in which encoding its answer may be.</summary>
    private static readonly FrozenSet<string> ExcludedRequestHeaders = FrozenSet.ToFrozenSet(
        ["Accept-Encoding", "Authorization", "Expect", "Host", "Proxy-Authorization", .. ConnectionHeaders], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ExcludedResponseHeaders = FrozenSet.ToFrozenSet(
        ["Date", "Server", "Proxy-Authenticate", .. ConnectionHeaders], StringComparer.OrdinalIgnoreCase);

    /// <summary>False when one of them could not stand in a request of its own.</summary>
    public static bool TryRead(IReadOnlyDictionary<string, string?>? wire, out IHeaderDictionary headers)
    {
        headers = new HeaderDictionary();
        foreach (var (name, value) in wire ?? FrozenDictionary<string, string?>.Empty)
        {
            if (!IsHeaderName(name) || value?.Any(c => char.IsControl(c) && c != '\t') == true)
                return false;
            if (value is not null && !ExcludedRequestHeaders.Contains(name))
                headers[name] = value;
        }

        return true;
    }

    public static IReadOnlyDictionary<string, string> GetResponseHeaders(IHeaderDictionary headers) => headers
        .Where(header => !ExcludedResponseHeaders.Contains(header.Key))
        .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.Ordinal);

    private static bool IsHeaderName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
