using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.MockServer.Storage;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>An authorization code of a policy, and the sign-in that it was issued for.</summary>
/// <param name="Id">The code.</param>
/// <param name="PolicyId">In lower case.</param>
/// <param name="CodeChallenge">The PKCE challenge; null if the client does not use PKCE.</param>
/// <param name="IsPlainChallenge">True for the PKCE method <c>plain</c>: the challenge is the verifier.</param>
internal sealed record PolicyAuthorizationCode(
    string Id, DateTimeOffset Issued, DateTimeOffset Expires, string PolicyId, string ClientId, string RedirectUri, string Scope, SignedInUser User, string? CodeChallenge, bool IsPlainChallenge, string? Nonce) : IStoredGrant
{
    public bool IsRedeemed { get; init; }
}
