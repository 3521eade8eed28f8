using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;

namespace TrustFramework.MockServer.Identity.Grants;

/// <summary>A user by name and password.</summary>
internal sealed class PasswordGrant(UserDirectory users, DelegatedTokens tokens) : IGrant
{
    public IReadOnlyList<string> Names { get; } = ["password"];

    public bool NeedsProof => false;

    public async ValueTask<LoginOutcome<TokenAnswer>> RedeemAsync(TokenRequest request)
    {
        var (name, password) = (request["username"], request["password"]);
        if (name.Length == 0 || password.Length == 0)
            return LoginErrors.MissingParameter.With(name.Length == 0 ? "username" : "password");
        if (users.Find(name, request.Home.Domain) is not { } user)
            return LoginErrors.UserUnknown.With(name, request.Home.Domain);
        return user.Knows(password) ? await tokens.IssueAsync(request, user, request["scope"], consented: null) : LoginErrors.PasswordWrong.With();
    }
}
