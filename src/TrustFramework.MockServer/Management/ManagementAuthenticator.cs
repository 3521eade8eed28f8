using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Management;

/// <summary>Authenticates a request to Azure Resource Manager by its access token: in mode <c>stub</c> without, in mode <c>strict</c> with its signature.</summary>
internal sealed class ManagementAuthenticator(
    BearerTokenCache tokens, ProductionTokenGuard guard, TokenSignatureVerifier signatureVerifier, TenantRegistry tenants, MockServerOptions options)
{
    private const string BearerPrefix = "Bearer ";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The tenant of the token, or why the token is not accepted.</summary>
    public async ValueTask<Result<Tenant, ManagementError>> AuthenticateAsync(string authorizationHeader)
    {
        var token = authorizationHeader.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? tokens.GetOrParse(authorizationHeader[BearerPrefix.Length..].Trim()) : null;
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
        if (token.Jwt is not { } jwt || (options.Auth == AuthMode.Strict && !await signatureVerifier.VerifyAsync(token)))
            return ManagementError.TokenInvalid;
        if (!jwt.Audiences.Any(audience => MicrosoftHosts.ResourceManagerAudiences.Contains(audience.TrimEnd('/'), StringComparer.OrdinalIgnoreCase)))
            return ManagementError.WrongAudience(string.Join(", ", jwt.Audiences));
        var now = await tenants.GetUtcNowAsync(token.Principal?.TenantName);
        return token.Conditions?.Expires is { } expiry && now - ClockSkew >= expiry ? ManagementError.TokenExpired(expiry, now) : null;
    }
}
