using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>Issues a token for an application without a user. It has all permissions that the client was granted.</summary>
internal sealed class ClientCredentialsGrantHandler(ScopeParser scopes, AccessTokenValidator validator, TokenIssuer issuer) : IGrantHandler
{
    public IReadOnlyList<string> GrantTypes { get; } = ["client_credentials"];

    public bool IsClientCredentialRequired => true;

    public async ValueTask<Result<TokenResponse, LoginError>> RedeemAsync(TokenRequest request)
    {
        var parsed = request.Version == LoginVersion.V1
            ? scopes.ParseResource(request["resource"], request.Address.Host, request.TenantId)
            : scopes.Parse(request["scope"], request.Address.Host, request.TenantId);
        if (!parsed.TryGetValue(out var scope, out var error))
            return error;
        if (!scope.IsDefault || scope.Names.Count > 0)
            return LoginErrorCatalog.ScopeNotDefault.With(request["scope"]);
        IEnumerable<string> roles = validator.IsGraphAudience(scope.Audience) ? request.Client.ApplicationPermissions.Order(StringComparer.Ordinal) : [];
        var token = await issuer.IssueForApplicationAsync(request.TenantId, request.Client, request.AuthenticationMethod, scope.Audience, roles);
        return new TokenResponse(token, scope.Audience, string.Join(' ', roles));
    }
}
