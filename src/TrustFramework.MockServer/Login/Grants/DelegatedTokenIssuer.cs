using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>Issues the tokens of every grant that has a user.</summary>
internal sealed class DelegatedTokenIssuer(ScopeParser scopes, AccessTokenValidator validator, TokenIssuer issuer, RefreshTokens refresh)
{
    /// <param name="consented">The permissions that the user selected; null if the flow has no page.</param>
    public async ValueTask<Result<TokenResponse, LoginError>> IssueAsync(
        TokenRequest request, User user, string scope, IReadOnlySet<string>? consented, string? nonce = null)
    {
        if (!ParseScope(request, scope).TryGetValue(out var scopeRequest, out var error))
            return error;
        var created = Delegation.Create(request.TenantId, request.Client, user, scopeRequest, consented, validator.IsGraphAudience(scopeRequest.Audience));
        if (!created.TryGetValue(out var delegation, out error))
            return error;

        delegation = delegation with { Nonce = nonce };
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

    /// <summary>A code or a refresh token supplies a scope at both endpoint versions.</summary>
    private Result<ScopeRequest, LoginError> ParseScope(TokenRequest request, string scope) => request.Version == LoginVersion.V1 && scope.Length == 0
        ? scopes.ParseResource(request["resource"], request.Address.Host, request.TenantId)
        : scopes.Parse(scope, request.Address.Host, request.TenantId);

    private static string EncodeClientInfo(Delegation delegation) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(
        new ClientInfoResource { Uid = ObjectIds.ForUser(delegation.Tenant, delegation.User.Name), Utid = delegation.Tenant.ToString() },
        LoginJson.Wire.ClientInfoResource));
}
