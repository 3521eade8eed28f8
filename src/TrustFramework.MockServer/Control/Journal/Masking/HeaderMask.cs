namespace TrustFramework.MockServer.Control.Journal.Masking;

/// <summary>Masks headers. All names are visible; values are visible only for headers that are known to be harmless.</summary>
internal static class HeaderMask
{
    private static readonly HashSet<string> SafeHeaders = new(
        [
            "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Age", "Allow", "Cache-Control", "CommandName", "Connection",
            "ConsistencyLevel", "Content-Encoding", "Content-Language", "Content-Length", "Content-Security-Policy", "Content-Type", "Date", "ETag", "Expect",
            "Expires", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "Keep-Alive", "Last-Modified", "Max-Forwards",
            "OData-MaxVersion", "OData-Version", "Origin", "ParameterSetName", "Pragma", "Prefer", "Preference-Applied", "Range", "Referrer-Policy",
            "Request-Id", "Retry-After", "SdkVersion", "Server", "TE", "Traceparent", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "Vary", "Via",
            "WWW-Authenticate", "X-Content-Type-Options", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Requested-With",
            "client-request-id", "return-client-request-id", "x-ms-ags-diagnostic", "x-ms-client-request-id", "x-ms-client-session-id",
            "x-ms-correlation-id", "x-ms-lib-capability", "x-ms-request-id",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> UrlHeaders = new(["Content-Location", "Location", "Referer"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] SafePrefixes = ["sec-ch-", "sec-fetch-", "x-client-"];

    private static readonly string[] Schemes = ["Bearer", "Basic", "Digest", "Negotiate", "NTLM"];

    public static IReadOnlyList<RecordedHeader> Apply(IHeaderDictionary headers) =>
        [.. headers.SelectMany(header => header.Value.Select(value => new RecordedHeader(header.Key, MaskValue(header.Key, value ?? ""))))];

    private static string MaskValue(string name, string value)
    {
        if (SafeHeaders.Contains(name))
            return TextMask.Apply(value);
        if (UrlHeaders.Contains(name))
            return UrlMask.Apply(value);
        if (name.EndsWith("Authorization", StringComparison.OrdinalIgnoreCase))
            return MaskCredential(value);
        return SafePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? TextMask.Apply(value) : TextMask.Placeholder;
    }

    private static string MaskCredential(string value) =>
        Schemes.FirstOrDefault(scheme => value.StartsWith($"{scheme} ", StringComparison.OrdinalIgnoreCase)) is { } known
            ? $"{known} {TextMask.Placeholder}"
            : TextMask.Placeholder;
}
