using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.SignIn;

namespace TrustFramework.MockServer.Identity.Grants;

/// <summary>A code that the sign-in page gave, with PKCE: RFC 6749 4.1.3, RFC 7636.</summary>
internal sealed class AuthorizationCodeGrant(Tickets tickets, UserDirectory users, DelegatedTokens tokens) : IGrant
{
    public IReadOnlyList<string> Names { get; } = ["authorization_code"];

    public bool NeedsProof => false;

    public async ValueTask<LoginOutcome<TokenAnswer>> RedeemAsync(TokenRequest request)
    {
        if (request["code"].Length == 0)
            return LoginErrors.MissingParameter.With("code");
        if (await tickets.FindAsync<AuthorizationCode>(request.Tenant, request["code"]) is not { } code)
            return LoginErrors.GrantInvalid.With("code");
        if (Judge(code, request) is { } refused)
            return refused;
        if ((await tickets.ChangeAsync(request.Tenant, code, current => current with { IsRedeemed = true })).IsRedeemed)
            return LoginErrors.CodeRedeemed.With();
        return users.Find(code.User, request.Home.Domain) is { } user
            ? await tokens.IssueAsync(request, user, code.Scope, code.Consented, code.Nonce)
            : LoginErrors.UserUnknown.With(code.User, request.Home.Domain);
    }

    private static LoginRefusal? Judge(AuthorizationCode code, TokenRequest request) => 0 switch
    {
        _ when !string.Equals(code.ClientId, request.Client.Id, StringComparison.OrdinalIgnoreCase) => LoginErrors.GrantInvalid.With("code"),
        _ when ((ITicket)code).IsExpiredAt(request.Home.Now) => LoginErrors.GrantExpired.With(),
        _ when request["redirect_uri"] != code.RedirectUri => LoginErrors.RedirectDiffers.With(request["redirect_uri"], code.RedirectUri),
        _ when code.Challenge is { } challenge && !IsAnswer(request["code_verifier"], challenge, code.IsPlain) => LoginErrors.VerifierWrong.With(),
        _ => null,
    };

    private static bool IsAnswer(string verifier, string challenge, bool isPlain) =>
        challenge == (isPlain ? verifier : Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
}
