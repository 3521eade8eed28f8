using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>Issues tokens for a user name and a password.</summary>
internal sealed class PasswordGrantHandler(UserDirectory users, DelegatedTokenIssuer tokens) : IGrantHandler
{
    public IReadOnlyList<string> GrantTypes { get; } = ["password"];

    public bool IsClientCredentialRequired => false;

    public async ValueTask<Result<TokenResponse, LoginError>> RedeemAsync(TokenRequest request)
    {
        var (name, password) = (request["username"], request["password"]);
        if (name.Length == 0 || password.Length == 0)
            return LoginErrorCatalog.MissingParameter.With(name.Length == 0 ? "username" : "password");
        if (users.Find(name, request.LoginTenant.Domain) is not { } user)
            return LoginErrorCatalog.UserUnknown.With(name, request.LoginTenant.Domain);
        return user.VerifyPassword(password) ? await tokens.IssueAsync(request, user, request["scope"], consented: null) : LoginErrorCatalog.PasswordWrong.With();
    }
}
