using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer.Identity.Grants;

/// <summary>A user who signed in before: for the same or for other permissions.</summary>
internal sealed class RefreshTokenGrant(UserDirectory users, RefreshTokens refresh, DelegatedTokens tokens) : IGrant
{
    public IReadOnlyList<string> Names { get; } = ["refresh_token"];

    public bool NeedsProof => false;

    public async ValueTask<LoginOutcome<TokenAnswer>> RedeemAsync(TokenRequest request)
    {
        if (request["refresh_token"].Length == 0)
            return LoginErrors.MissingParameter.With("refresh_token");
        var remembered = await refresh.ReadAsync(request.Tenant, request.Client, request["refresh_token"]);
        if (remembered.Value is not { } before)
            return remembered.Refusal!;
        if (users.Find(before.User, request.Home.Domain) is not { } user)
            return LoginErrors.UserUnknown.With(before.User, request.Home.Domain);
        var isRepeated = request["scope"].Length + request["resource"].Length == 0;
        return await tokens.IssueAsync(request, user, isRepeated ? before.Scope : request["scope"], before.Consented);
    }
}
