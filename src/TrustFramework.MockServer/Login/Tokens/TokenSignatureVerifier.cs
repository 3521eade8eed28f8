using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Whether a token was signed here, by the key of the tenant that it names.</summary>
internal sealed class TokenSignatureVerifier(SigningKeyProvider keys)
{
    public async ValueTask<bool> VerifyAsync(JsonWebToken token) => await FindVerifyingKeyAsync(token, known: null) is not null;

    /// <summary>Looks at the signature once for each key: the tenant may have another the next time.</summary>
    public async ValueTask<bool> VerifyAsync(ParsedBearerToken bearer) =>
        bearer.Jwt is { } token && (bearer.SignedBy = await FindVerifyingKeyAsync(token, bearer.SignedBy)) is not null;

    /// <param name="known">The key that is known to have signed it, if there is one.</param>
    private async ValueTask<SecurityKey?> FindVerifyingKeyAsync(JsonWebToken token, SecurityKey? known) =>
        await keys.FindAsync(AccessTokenValidator.GetStringClaim(token, "tid")) is { } key
        && (ReferenceEquals(key, known) || await Signatures.IsSignedByAsync(token, key, SecurityAlgorithms.RsaSha256))
            ? key
            : null;
}
