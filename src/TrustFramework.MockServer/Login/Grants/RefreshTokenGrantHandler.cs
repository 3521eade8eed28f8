using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>Redeems a refresh token, for the same permissions as before or for others.</summary>
internal sealed class RefreshTokenGrantHandler(UserDirectory users, RefreshTokens refresh, DelegatedTokenIssuer tokens) : IGrantHandler
{
    public IReadOnlyList<string> GrantTypes { get; } = ["refresh_token"];

    public bool IsClientCredentialRequired => false;

    public async ValueTask<Result<TokenResponse, LoginError>> RedeemAsync(TokenRequest request)
    {
        if (request["refresh_token"].Length == 0)
            return LoginErrorCatalog.MissingParameter.With("refresh_token");
        if (!(await refresh.ReadAsync(request.TenantId, request.Client, request["refresh_token"])).TryGetValue(out var payload, out var error))
            return error;
        if (users.Find(payload.User, request.LoginTenant.Domain) is not { } user)
            return LoginErrorCatalog.UserUnknown.With(payload.User, request.LoginTenant.Domain);
        var isRepeated = request["scope"].Length + request["resource"].Length == 0;
        return await tokens.IssueAsync(request, user, isRepeated ? payload.Scope : request["scope"], payload.Consented);
    }
}
