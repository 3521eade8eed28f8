using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>The token endpoint in both versions: reads the form, authenticates the client and calls the handler of the grant. conventions 5.</summary>
internal sealed class TokenEndpoint(ClientAuthenticator authenticator, IEnumerable<IGrantHandler> handlers)
{
    private readonly IReadOnlyList<IGrantHandler> _handlers = [.. handlers];

    public static void Map(IEndpointRouteBuilder login)
    {
        login.Map("/oauth2/v2.0/token", InvokeAsync)
            .WithMetadata(new RejectsCrossSiteRequestsMetadata(), new NonGraphEndpointMetadata("issues tokens: client credentials, authorization code, refresh token, device code, password, on-behalf-of", Provenance.Documented));
        login.Map("/oauth2/token", InvokeAsync)
            .WithMetadata(
                new RejectsCrossSiteRequestsMetadata(),
                new LoginEndpointMetadata(LoginVersion.V1),
                new NonGraphEndpointMetadata("issues tokens, version 1.0: with `resource` instead of `scope`", Provenance.Observed));
    }

    private static Task<IResult> InvokeAsync(HttpContext httpContext, LoginRequestContext context, TokenEndpoint endpoint) => endpoint.HandleAsync(httpContext, context);

    private async Task<IResult> HandleAsync(HttpContext httpContext, LoginRequestContext context)
    {
        if (!(await LoginForm.ReadAsync(httpContext, "grant_type")).TryGetValue(out var form, out var error))
            return context.CreateErrorResult(error);
        if (!context.Tenant.TryGetValue(out var tenant, out error))
            return context.CreateErrorResult(error);

        var grantType = form["grant_type"].ToString();
        if (_handlers.FirstOrDefault(handler => handler.GrantTypes.Contains(grantType, StringComparer.Ordinal)) is not { } grant)
            return context.CreateErrorResult(grantType.Length == 0 ? LoginErrorCatalog.MissingParameter.With("grant_type") : LoginErrorCatalog.GrantUnknown.With(grantType));
        var authentication = await authenticator.AuthenticateAsync(httpContext.Request, form, tenant, context.Address.Origin, grant.IsClientCredentialRequired);
        if (!authentication.TryGetValue(out var client, out error))
            return context.CreateErrorResult(error);

        var request = new TokenRequest(tenant, context.Version, form, client.Client, client.AuthenticationMethod, context.Address);
        if (!(await grant.RedeemAsync(request)).TryGetValue(out var response, out error) || !(await context.AssignDomainAsync(tenant)).TryGetValue(out var owner, out error))
            return context.CreateErrorResult(error);
        // A concurrent sign-in by another domain assigned the domain of the default tenant first.
        if (owner != tenant)
        {
            request = request with { LoginTenant = owner };
            if (!(await grant.RedeemAsync(request)).TryGetValue(out response, out error))
                return context.CreateErrorResult(error);
        }

        context.RecordToken(grant.GrantTypes[0], request.TenantId, client.Client.Id, response.Permissions);
        return context.Version == LoginVersion.V1 ? CreateV1Result(response, owner.Now) : CreateV2Result(response);
    }

    private static JsonHttpResult<TokenResource> CreateV2Result(TokenResponse response)
    {
        var seconds = (int)TokenIssuer.Lifetime.TotalSeconds;
        return TypedResults.Json(
            new TokenResource
            {
                Scope = response.Scope,
                ExpiresIn = seconds,
                ExtExpiresIn = seconds,
                AccessToken = response.AccessToken,
                RefreshToken = response.RefreshToken,
                IdToken = response.IdToken,
                ClientInfo = response.ClientInfo,
            },
            LoginJson.Wire.TokenResource);
    }

    private static JsonHttpResult<TokenV1Resource> CreateV1Result(TokenResponse response, DateTimeOffset instant)
    {
        var now = instant.ToUnixTimeSeconds();
        var seconds = (long)TokenIssuer.Lifetime.TotalSeconds;
        return TypedResults.Json(
            new TokenV1Resource
            {
                Scope = response.Permissions.Length > 0 && response.RefreshToken is not null ? response.Permissions : null,
                ExpiresIn = seconds.ToString(CultureInfo.InvariantCulture),
                ExtExpiresIn = seconds.ToString(CultureInfo.InvariantCulture),
                ExpiresOn = (now + seconds).ToString(CultureInfo.InvariantCulture),
                NotBefore = now.ToString(CultureInfo.InvariantCulture),
                Resource = response.Audience,
                AccessToken = response.AccessToken,
                RefreshToken = response.RefreshToken,
                IdToken = response.IdToken,
            },
            LoginJson.Wire.TokenV1Resource);
    }
}
