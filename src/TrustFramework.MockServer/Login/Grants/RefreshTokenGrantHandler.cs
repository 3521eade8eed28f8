using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>A user who signed in before: for the same or for other permissions.</summary>
internal sealed class RefreshTokenGrantHandler(UserDirectory users, RefreshTokens refresh, DelegatedTokenIssuer tokens) : IGrantHandler
{
    public IReadOnlyList<string> GrantTypes { get; } = ["refresh_token"];

    public bool IsClientCredentialRequired => false;

    public async ValueTask<LoginOutcome<TokenResponse>> RedeemAsync(TokenRequest request)
    {
        if (request["refresh_token"].Length == 0)
            return LoginErrorCatalog.MissingParameter.With("refresh_token");
        var remembered = await refresh.ReadAsync(request.TenantId, request.Client, request["refresh_token"]);
        if (remembered.Value is not { } before)
            return remembered.Refusal!;
        if (users.Find(before.User, request.LoginTenant.Domain) is not { } user)
            return LoginErrorCatalog.UserUnknown.With(before.User, request.LoginTenant.Domain);
        var isRepeated = request["scope"].Length + request["resource"].Length == 0;
        return await tokens.IssueAsync(request, user, isRepeated ? before.Scope : request["scope"], before.Consented);
    }
}
