using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Verifies that the key of the tenant in <c>tid</c> signed a token.</summary>
internal sealed class TokenSignatureVerifier(SigningKeyProvider keys)
{
    public async ValueTask<bool> VerifyAsync(JsonWebToken token) => await FindVerifyingKeyAsync(token, verifiedKey: null) is not null;

    /// <summary>Verifies the signature once for each key. A tenant can get another key when it is reset.</summary>
    public async ValueTask<bool> VerifyAsync(ParsedBearerToken bearer) =>
        bearer.Jwt is { } token && (bearer.SignedBy = await FindVerifyingKeyAsync(token, bearer.SignedBy)) is not null;

    /// <param name="verifiedKey">The key that verified the signature before; null if there is none.</param>
    private async ValueTask<SecurityKey?> FindVerifyingKeyAsync(JsonWebToken token, SecurityKey? verifiedKey) =>
        await keys.FindAsync(AccessTokenValidator.GetStringClaim(token, "tid")) is { } key
        && (ReferenceEquals(key, verifiedKey) || await Signatures.IsSignedByAsync(token, key, SecurityAlgorithms.RsaSha256))
            ? key
            : null;
}
