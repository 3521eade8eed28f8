using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Identity.Tokens;

/// <summary>Whether a token was signed here, by the key of the tenant that it names.</summary>
internal sealed class OwnSignature(SigningKeys keys)
{
    public async ValueTask<bool> IsOnAsync(JsonWebToken token) =>
        await keys.FindAsync(TokenRules.Text(token, "tid")) is { } key && await Signatures.IsSignedByAsync(token, key, SecurityAlgorithms.RsaSha256);
}
