using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Whether a token was signed by a key, and nothing else: what it says is judged by rules of ours, with the service's texts.</summary>
internal static class Signatures
{
    private static readonly JsonWebTokenHandler Handler = new();

    public static async ValueTask<bool> IsSignedByAsync(JsonWebToken token, SecurityKey key, params IEnumerable<string> algorithms)
    {
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKey = key,
            // A client's assertion names its key by other thumbprints than ours.
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = [.. algorithms],
#pragma warning disable CA5404 // judged right behind this call, with the service's texts and on the movable clock
            ValidateAudience = false,
            ValidateIssuer = false,
            ValidateLifetime = false,
#pragma warning restore CA5404
        };
        return (await Handler.ValidateTokenAsync(token, parameters)).IsValid;
    }
}
