using System.Collections.Frozen;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Selects the headers of the requests in a batch and of their responses.</summary>
internal static class BatchHeaders
{
    /// <summary>Headers of the connection and of the body's framing, which a request in a batch does not have.</summary>
    private static readonly string[] ConnectionHeaders =
        ["Connection", "Content-Length", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"];

    /// <summary>The batch's own headers apply instead: the token (conventions 4), the host and the encoding of the response.</summary>
    private static readonly FrozenSet<string> ExcludedRequestHeaders = FrozenSet.ToFrozenSet(
        ["Accept-Encoding", "Authorization", "Expect", "Host", "Proxy-Authorization", .. ConnectionHeaders], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ExcludedResponseHeaders = FrozenSet.ToFrozenSet(
        ["Date", "Server", "Proxy-Authenticate", .. ConnectionHeaders], StringComparer.OrdinalIgnoreCase);

    /// <summary>False when a name or a value is not valid in an HTTP header.</summary>
    public static bool TryRead(IReadOnlyDictionary<string, string?>? source, out IHeaderDictionary headers)
    {
        headers = new HeaderDictionary();
        foreach (var (name, value) in source ?? FrozenDictionary<string, string?>.Empty)
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
