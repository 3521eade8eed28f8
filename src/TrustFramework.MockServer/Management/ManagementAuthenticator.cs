using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Management;

/// <summary>
/// Authenticates a request to Azure Resource Manager by its access token, as Graph does, with another audience: in mode <c>stub</c> without the
/// signature, in mode <c>strict</c> only the server's own tokens.
/// </summary>
internal sealed class ManagementAuthenticator(
    BearerTokenCache tokens, ProductionTokenGuard guard, TokenSignatureVerifier signatureVerifier, TenantRegistry tenants, MockServerOptions options)
{
    private readonly bool _isStrict = options.Auth == AuthMode.Strict;

    /// <summary>The tenant of the token, or why the token is not accepted.</summary>
    public async ValueTask<Result<Tenant, ManagementError>> AuthenticateAsync(HttpRequest request)
    {
        var token = BearerAuthenticationMiddleware.GetToken(request) is { } text ? tokens.GetOrParse(text) : null;
        if (token is not null && await guard.IsProductionTokenAsync(token))
            return ManagementError.TokenInvalid;
        if (options.Auth != AuthMode.Off && await ValidateAsync(token) is { } error)
            return error;
        return token?.Principal?.TenantName is not { } name ? tenants.Default : await tenants.FindAsync(name) is { } tenant ? tenant : ManagementError.TokenInvalid;
    }

    private async ValueTask<ManagementError?> ValidateAsync(ParsedBearerToken? token)
    {
        if (token is null)
            return ManagementError.TokenMissing;
        if (token is not { Jwt: { } jwt, Conditions: { } conditions, Principal.TenantName: var tenant } || (_isStrict && !await IsOwnTokenAsync(token)))
            return ManagementError.TokenInvalid;
        var audiences = jwt.Audiences.ToList();
        if (audiences.Count == 0 ? _isStrict : !audiences.Exists(IsManagementAudience))
            return ManagementError.WrongAudience(string.Join(", ", audiences));
        var now = await tenants.GetUtcNowAsync(tenant);
        if (AccessTokenValidator.IsExpired(conditions, now, _isStrict))
            return conditions.Expires is { } expiry ? ManagementError.TokenExpired(expiry, now) : ManagementError.TokenInvalid;
        return AccessTokenValidator.IsNotYetValid(conditions, now) ? ManagementError.TokenInvalid : null;
    }

    private async ValueTask<bool> IsOwnTokenAsync(ParsedBearerToken token) =>
        await signatureVerifier.VerifyAsync(token) && token.Principal?.TenantName is { } tenant && token.Jwt?.Issuer == TokenIssuer.GetIssuer(tenant);

    private static bool IsManagementAudience(string audience) =>
        MicrosoftHosts.ResourceManagerAudiences.Contains(audience.TrimEnd('/'), StringComparer.OrdinalIgnoreCase);
}
