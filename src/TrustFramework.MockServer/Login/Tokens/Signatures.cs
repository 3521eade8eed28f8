using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Verifies signatures only. The claims are validated by <see cref="AccessTokenValidator"/> and others, with the service's error texts.</summary>
internal static class Signatures
{
    private static readonly JsonWebTokenHandler Handler = new();

    public static async ValueTask<bool> IsSignedByAsync(JsonWebToken token, SecurityKey key, params IEnumerable<string> algorithms)
    {
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKey = key,
            // Client assertions name their key by a thumbprint that is not the key's id here.
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = [.. algorithms],
#pragma warning disable CA5404 // The callers validate these claims, with the service's texts and the tenant's clock.
            ValidateAudience = false,
            ValidateIssuer = false,
            ValidateLifetime = false,
#pragma warning restore CA5404
        };
        return (await Handler.ValidateTokenAsync(token, parameters)).IsValid;
    }
}
