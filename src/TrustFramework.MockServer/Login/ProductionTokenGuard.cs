using System.Buffers;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text.Json;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login;

/// <summary>
/// Tells a token that Microsoft really issued for Graph from one that was made for us: a live secret has no business here.
/// Its marks are a Microsoft issuer, RS256, and <c>x5t</c> and <c>nonce</c> in the header, which no token of ours has
/// (conventions 6 [O]); what our own key has signed never trips it, whatever it says.
/// </summary>
internal sealed class ProductionTokenGuard(BearerTokenCache tokenCache, TokenSignatureVerifier signatureVerifier)
{
    /// <summary>The hosts in <c>iss</c>, for tokens of both versions and in each cloud. [D]</summary>
    private static readonly FrozenSet<string> Issuers = FrozenSet.ToFrozenSet(
        [
            "sts.windows.net", "login.microsoftonline.com", "login.windows.net", "login.microsoft.com",
            "login.microsoftonline.us", "sts.microsoftonline.us",
            "login.partner.microsoftonline.cn", "login.chinacloudapi.cn", "sts.chinacloudapi.cn",
            "login.microsoftonline.de", "sts.microsoftonline.de",
        ],
        StringComparer.OrdinalIgnoreCase);

    public ValueTask<bool> IsProductionTokenAsync(string token) => IsProductionTokenAsync(tokenCache.GetOrParse(token));

    /// <summary>The header is looked at alone first: nearly every token ends its way there.</summary>
    public ValueTask<bool> IsProductionTokenAsync(ParsedBearerToken bearer) => bearer.HasProductionHeader ? IsFromMicrosoftAsync(bearer) : ValueTask.FromResult(false);

    private async ValueTask<bool> IsFromMicrosoftAsync(ParsedBearerToken bearer) =>
        bearer.Jwt is { } jwt
        && Uri.TryCreate(AccessTokenValidator.GetStringClaim(jwt, "iss"), UriKind.Absolute, out var issuer)
        && Issuers.Contains(issuer.Host)
        && !await signatureVerifier.VerifyAsync(bearer);

    /// <summary>Those in the header.</summary>
    public static bool HasProductionHeader(string token)
    {
        var end = token.IndexOf('.', StringComparison.Ordinal);
        var bytes = new byte[Math.Max(end, 0)];
        if (end <= 0 || Base64Url.DecodeFromChars(token.AsSpan(0, end), bytes, out _, out var length) != OperationStatus.Done)
            return false;
        try
        {
            using var header = JsonDocument.Parse(bytes.AsMemory(0, length));
            return GetHeaderValue(header.RootElement, "alg") == "RS256" && GetHeaderValue(header.RootElement, "x5t") is not null && GetHeaderValue(header.RootElement, "nonce") is not null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException) // the latter: no UTF-8 inside a string
        {
            return false;
        }
    }

    private static string? GetHeaderValue(JsonElement header, string name) =>
        header.ValueKind == JsonValueKind.Object
        && header.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
