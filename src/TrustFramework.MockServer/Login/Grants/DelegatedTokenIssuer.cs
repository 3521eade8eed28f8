using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>What every grant in a user's name ends with.</summary>
internal sealed class DelegatedTokenIssuer(ScopeParser scopes, AccessTokenValidator rules, TokenIssuer issuer, RefreshTokens refresh)
{
    /// <param name="consented">What the user ticked; null when there was nothing to tick.</param>
    public async ValueTask<LoginOutcome<TokenResponse>> IssueAsync(
        TokenRequest request, User user, string scope, IReadOnlySet<string>? consented, string? nonce = null)
    {
        var asked = ParseScope(request, scope);
        if (asked.Value is not { } scopeRequest)
            return asked.Refusal!;
        var delegated = Delegation.Create(request.TenantId, request.Client, user, scopeRequest, consented, rules.IsGraphAudience(scopeRequest.Audience));
        if (delegated.Value is not { } granted)
            return delegated.Refusal!;

        var delegation = granted with { Nonce = nonce };
        var (idIssuer, version) = request.Version == LoginVersion.V1
            ? (TokenIssuer.GetIssuer(request.TenantId.ToString()), "1.0")
            : ($"{request.Address.Origin}/{request.TenantId}/v2.0", "2.0");
        return new TokenResponse(await issuer.IssueForUserAsync(delegation, request.AuthenticationMethod), scopeRequest.Audience, string.Join(' ', delegation.Granted))
        {
            Scope = delegation.Scope,
            RefreshToken = scopeRequest.IsRefreshTokenRequested ? await refresh.IssueAsync(delegation) : null,
            IdToken = scopeRequest.IsIdTokenRequested ? await issuer.IssueIdTokenAsync(delegation, idIssuer, version) : null,
            ClientInfo = request["client_info"].Length > 0 ? EncodeClientInfo(delegation) : null,
        };
    }

    /// <summary>By the endpoint's generation. What is remembered of an earlier request is a scope in either.</summary>
    private LoginOutcome<ScopeRequest> ParseScope(TokenRequest request, string scope) => request.Version == LoginVersion.V1 && scope.Length == 0
        ? scopes.ParseResource(request["resource"], request.Address.Host, request.TenantId)
        : scopes.Parse(scope, request.Address.Host, request.TenantId);

    private static string EncodeClientInfo(Delegation delegation) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(
        new ClientInfoResource { Uid = ObjectIds.ForUser(delegation.Tenant, delegation.User.Name), Utid = delegation.Tenant.ToString() },
        LoginJson.Wire.ClientInfoResource));
}
