using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer.Identity.Grants;

/// <summary>What every grant in a user's name ends with.</summary>
internal sealed class DelegatedTokens(ScopeReader scopes, TokenRules rules, TokenIssuer issuer, RefreshTokens refresh)
{
    /// <param name="consented">What the user ticked; null when there was nothing to tick.</param>
    public async ValueTask<LoginOutcome<TokenAnswer>> IssueAsync(
        TokenRequest request, User user, string scope, IReadOnlySet<string>? consented, string? nonce = null)
    {
        var asked = Read(request, scope);
        if (asked.Value is not { } scopeRequest)
            return asked.Refusal!;
        var delegated = Delegation.Grant(request.Tenant, request.Client, user, scopeRequest, consented, rules.IsGraph(scopeRequest.Audience));
        if (delegated.Value is not { } granted)
            return delegated.Refusal!;

        var delegation = granted with { Nonce = nonce };
        var (idIssuer, version) = request.Version == LoginVersion.V1
            ? (TokenIssuer.Issuer(request.Tenant.ToString()), "1.0")
            : ($"{request.Address.Origin}/{request.Tenant}/v2.0", "2.0");
        return new TokenAnswer(await issuer.ForUserAsync(delegation, request.Proof), scopeRequest.Audience, string.Join(' ', delegation.Granted))
        {
            Scope = delegation.Scope,
            RefreshToken = scopeRequest.WantsRefreshToken ? await refresh.IssueAsync(delegation) : null,
            IdToken = scopeRequest.WantsIdToken ? await issuer.IdTokenAsync(delegation, idIssuer, version) : null,
            ClientInfo = request["client_info"].Length > 0 ? ClientInfo(delegation) : null,
        };
    }

    /// <summary>By the endpoint's generation. What is remembered of an earlier request is a scope in either.</summary>
    private LoginOutcome<ScopeRequest> Read(TokenRequest request, string scope) => request.Version == LoginVersion.V1 && scope.Length == 0
        ? scopes.ReadResource(request["resource"], request.Address.Host, request.Tenant)
        : scopes.Read(scope, request.Address.Host, request.Tenant);

    private static string ClientInfo(Delegation delegation) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(
        new ClientInfoResource { Uid = ObjectIds.OfUser(delegation.Tenant, delegation.User.Name), Utid = delegation.Tenant.ToString() },
        IdentityJson.Wire.ClientInfoResource));
}
