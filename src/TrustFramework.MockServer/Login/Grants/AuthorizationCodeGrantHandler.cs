using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>Redeems a code of the sign-in page, with PKCE: RFC 6749 4.1.3, RFC 7636.</summary>
internal sealed class AuthorizationCodeGrantHandler(GrantStore grants, UserDirectory users, DelegatedTokenIssuer tokens) : IGrantHandler
{
    public IReadOnlyList<string> GrantTypes { get; } = ["authorization_code"];

    public bool IsClientCredentialRequired => false;

    public async ValueTask<Result<TokenResponse, LoginError>> RedeemAsync(TokenRequest request)
    {
        if (request["code"].Length == 0)
            return LoginErrorCatalog.MissingParameter.With("code");
        if (await grants.FindAsync<AuthorizationCode>(request.TenantId, request["code"]) is not { } code)
            return LoginErrorCatalog.GrantInvalid.With("code");
        if (Validate(code, request) is { } error)
            return error;
        if ((await grants.ChangeAsync(request.TenantId, code, current => current with { IsRedeemed = true })).IsRedeemed)
            return LoginErrorCatalog.CodeRedeemed.With();
        return users.Find(code.User, request.LoginTenant.Domain) is { } user
            ? await tokens.IssueAsync(request, user, code.Scope, code.Consented, code.Nonce)
            : LoginErrorCatalog.UserUnknown.With(code.User, request.LoginTenant.Domain);
    }

    private static LoginError? Validate(AuthorizationCode code, TokenRequest request) => 0 switch
    {
        _ when !string.Equals(code.ClientId, request.Client.Id, StringComparison.OrdinalIgnoreCase) => LoginErrorCatalog.GrantInvalid.With("code"),
        _ when ((IStoredGrant)code).IsExpired(request.LoginTenant.Now) => LoginErrorCatalog.GrantExpired.With(),
        _ when request["redirect_uri"] != code.RedirectUri => LoginErrorCatalog.RedirectDiffers.With(request["redirect_uri"], code.RedirectUri),
        _ when code.CodeChallenge is { } challenge && !CodeChallenge.Matches(challenge, request["code_verifier"], code.IsPlainChallenge) => LoginErrorCatalog.VerifierWrong.With(),
        _ => null,
    };
}
