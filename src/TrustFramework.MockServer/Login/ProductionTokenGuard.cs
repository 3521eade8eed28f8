using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login;

/// <summary>
/// Recognizes a token that Microsoft issued for the real Graph, so that the server can reject it: a live secret must not be used here.
/// Such a token has a Microsoft issuer, RS256, and <c>x5t</c> and <c>nonce</c> in the header, which the server's own tokens never have
/// (conventions 6 [O]). A token that the server's own key signed is never rejected, whatever its claims are.
/// </summary>
internal sealed class ProductionTokenGuard(BearerTokenCache tokenCache, TokenSignatureVerifier signatureVerifier)
{
    public ValueTask<bool> IsProductionTokenAsync(string token) => IsProductionTokenAsync(tokenCache.GetOrParse(token));

    /// <summary>Checks the header first, which is cheap and rules out nearly every token.</summary>
    public ValueTask<bool> IsProductionTokenAsync(ParsedBearerToken bearer) => bearer.HasProductionHeader ? IsFromMicrosoftAsync(bearer) : ValueTask.FromResult(false);

    private async ValueTask<bool> IsFromMicrosoftAsync(ParsedBearerToken bearer) =>
        bearer.Jwt is { } jwt
        && Uri.TryCreate(AccessTokenValidator.GetStringClaim(jwt, "iss"), UriKind.Absolute, out var issuer)
        && MicrosoftHosts.IsTokenIssuer(issuer.Host)
        && !await signatureVerifier.VerifyAsync(bearer);

    /// <summary>Whether the header is like that of Microsoft's tokens for Graph.</summary>
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
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException) // InvalidOperationException: a string that is not valid UTF-8
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
