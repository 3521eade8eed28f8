using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>An application for itself: everything that it was granted, whatever it asks for.</summary>
internal sealed class ClientCredentialsGrantHandler(ScopeParser scopes, AccessTokenValidator rules, TokenIssuer issuer) : IGrantHandler
{
    public IReadOnlyList<string> GrantTypes { get; } = ["client_credentials"];

    public bool IsClientCredentialRequired => true;

    public async ValueTask<LoginOutcome<TokenResponse>> RedeemAsync(TokenRequest request)
    {
        var asked = request.Version == LoginVersion.V1
            ? scopes.ParseResource(request["resource"], request.Address.Host, request.TenantId)
            : scopes.Parse(request["scope"], request.Address.Host, request.TenantId);
        if (asked.Value is not { } scope)
            return asked.Refusal!;
        if (!scope.IsDefault || scope.Names.Count > 0)
            return LoginErrorCatalog.ScopeNotDefault.With(request["scope"]);
        IEnumerable<string> roles = rules.IsGraphAudience(scope.Audience) ? request.Client.ApplicationPermissions.Order(StringComparer.Ordinal) : [];
        var token = await issuer.IssueForApplicationAsync(request.TenantId, request.Client, request.AuthenticationMethod, scope.Audience, roles);
        return new TokenResponse(token, scope.Audience, string.Join(' ', roles));
    }
}
