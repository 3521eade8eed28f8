using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Storage;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>An authorization code and the sign-in that it was issued for.</summary>
/// <param name="Id">The code.</param>
/// <param name="Consented">The permissions that the user selected.</param>
/// <param name="CodeChallenge">The PKCE challenge; null if the client does not use PKCE.</param>
/// <param name="IsPlainChallenge">True for the PKCE method <c>plain</c>: the challenge is the verifier.</param>
internal sealed record AuthorizationCode(
    string Id, DateTimeOffset Expires, string ClientId, string User, LoginVersion Version, string Scope, IReadOnlySet<string> Consented, string RedirectUri,
    string? CodeChallenge, bool IsPlainChallenge, string? Nonce) : IStoredGrant
{
    public bool IsRedeemed { get; init; }
}
