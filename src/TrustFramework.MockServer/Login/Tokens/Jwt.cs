using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Reads JWTs without validating them.</summary>
internal static class Jwt
{
    /// <summary>Base64url of a JSON object always starts with these characters.</summary>
    public static bool HasJwtPrefix(string token) => token.StartsWith("eyJ", StringComparison.Ordinal);

    public static JsonWebToken? TryRead(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or SecurityTokenException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
