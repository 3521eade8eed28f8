using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>The token endpoint in both generations: reads the form, lets the client in, and hands over to the grant. conventions 5.</summary>
internal sealed class TokenEndpoint(TenantRegistry tenants, ClientAuthenticator authenticator, IEnumerable<IGrantHandler> handlers)
{
    private const string Json = "application/json; charset=utf-8";

    private readonly IReadOnlyList<IGrantHandler> _handlers = [.. handlers];

    public static void Map(IEndpointRouteBuilder login)
    {
        login.Map("/oauth2/v2.0/token", InvokeAsync)
            .WithMetadata(new NonGraphEndpointMetadata("tokens: client credentials, authorization code, refresh token, device code, password, on-behalf-of", Provenance.Documented));
        login.Map("/oauth2/token", InvokeAsync)
            .WithMetadata(new LoginEndpointMetadata(LoginVersion.V1), new NonGraphEndpointMetadata("the same for clients that say `resource`", Provenance.Observed));
    }

    private static Task<IResult> InvokeAsync(string tenant, HttpContext context, LoginRequestContext exchange, TokenEndpoint endpoint) =>
        endpoint.HandleAsync(tenant, exchange.Version, context, exchange);

    private async Task<IResult> HandleAsync(string tenant, LoginVersion version, HttpContext context, LoginRequestContext exchange)
    {
        var form = await LoginForm.ReadAsync(context, "grant_type");
        if (form.Value is null)
            return exchange.CreateErrorResult(form.Refusal!);
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is null)
            return exchange.CreateErrorResult(home.Refusal!);

        var name = form.Value["grant_type"].ToString();
        if (_handlers.FirstOrDefault(grant => grant.GrantTypes.Contains(name, StringComparer.Ordinal)) is not { } grant)
            return exchange.CreateErrorResult(name.Length == 0 ? LoginErrorCatalog.MissingParameter.With("grant_type") : LoginErrorCatalog.GrantUnknown.With(name));
        var believed = await authenticator.AuthenticateAsync(context.Request, form.Value, home.Value, exchange.Address.Origin, grant.IsClientCredentialRequired);
        if (believed.Value is not { } client)
            return exchange.CreateErrorResult(believed.Refusal!);

        var request = new TokenRequest(home.Value, version, form.Value, client.Client, client.AuthenticationMethod, exchange.Address);
        var redeemed = await grant.RedeemAsync(request);
        if (redeemed.Value is not { } answer)
            return exchange.CreateErrorResult(redeemed.Refusal!);
        exchange.Record(grant.GrantTypes[0], request.TenantId, client.Client.Id, answer.Permissions);
        return version == LoginVersion.V1 ? CreateV1Result(answer, home.Value.Now) : CreateV2Result(answer);
    }

    private static JsonHttpResult<TokenResource> CreateV2Result(TokenResponse answer)
    {
        var seconds = (int)TokenIssuer.Lifetime.TotalSeconds;
        return TypedResults.Json(
            new TokenResource
            {
                Scope = answer.Scope,
                ExpiresIn = seconds,
                ExtExpiresIn = seconds,
                AccessToken = answer.AccessToken,
                RefreshToken = answer.RefreshToken,
                IdToken = answer.IdToken,
                ClientInfo = answer.ClientInfo,
            },
            LoginJson.Wire.TokenResource,
            Json);
    }

    private static JsonHttpResult<TokenV1Resource> CreateV1Result(TokenResponse answer, DateTimeOffset instant)
    {
        var now = instant.ToUnixTimeSeconds();
        var seconds = (long)TokenIssuer.Lifetime.TotalSeconds;
        return TypedResults.Json(
            new TokenV1Resource
            {
                Scope = answer.Permissions.Length > 0 && answer.RefreshToken is not null ? answer.Permissions : null,
                ExpiresIn = seconds.ToString(CultureInfo.InvariantCulture),
                ExtExpiresIn = seconds.ToString(CultureInfo.InvariantCulture),
                ExpiresOn = (now + seconds).ToString(CultureInfo.InvariantCulture),
                NotBefore = now.ToString(CultureInfo.InvariantCulture),
                Resource = answer.Audience,
                AccessToken = answer.AccessToken,
                RefreshToken = answer.RefreshToken,
                IdToken = answer.IdToken,
            },
            LoginJson.Wire.TokenV1Resource,
            Json);
    }
}
