using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Verifies that the key of the tenant in <c>tid</c> signed a token.</summary>
internal sealed class TokenSignatureVerifier(SigningKeyProvider keys)
{
    public async ValueTask<bool> VerifyAsync(JsonWebToken token) => await FindVerifyingKeyAsync(token, verifiedBy: null) is not null;

    /// <summary>Verifies the signature once for each key. A tenant can get another key when it is reset.</summary>
    public async ValueTask<bool> VerifyAsync(ParsedBearerToken bearer) =>
        bearer.Jwt is { } token && (bearer.SignedBy = await FindVerifyingKeyAsync(token, bearer.SignedBy)) is not null;

    /// <summary>The id of the tenant's key if it verifies the signature.</summary>
    /// <param name="verifiedBy">The id of the key that verified the signature before; null if there is none.</param>
    private async ValueTask<string?> FindVerifyingKeyAsync(JsonWebToken token, string? verifiedBy) =>
        await keys.FindAsync(AccessTokenValidator.GetStringClaim(token, "tid")) is { } key
        && (key.KeyId == verifiedBy || await Signatures.IsSignedByAsync(token, key, SecurityAlgorithms.RsaSha256))
            ? key.KeyId
            : null;
}
