using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity.Grants;

/// <summary>The token endpoint in both generations: reads the form, lets the client in, and hands over to the grant. conventions 5.</summary>
internal sealed class TokenEndpoint(TenantRegistry tenants, ClientGate gate, IEnumerable<IGrant> grants)
{
    private const string Json = "application/json; charset=utf-8";

    private readonly IReadOnlyList<IGrant> _grants = [.. grants];

    public static void Map(IEndpointRouteBuilder login)
    {
        login.Map("/oauth2/v2.0/token", HandleAsync)
            .WithMetadata(new OutsideGraph("tokens: client credentials, authorization code, refresh token, device code, password, on-behalf-of", Provenance.Documented));
        login.Map("/oauth2/token", HandleAsync)
            .WithMetadata(new LoginEndpoint(LoginVersion.V1), new OutsideGraph("the same for clients that say `resource`", Provenance.Observed));
    }

    private static Task<IResult> HandleAsync(string tenant, HttpContext context, LoginExchange exchange, TokenEndpoint endpoint) =>
        endpoint.AnswerAsync(tenant, exchange.Version, context, exchange);

    private async Task<IResult> AnswerAsync(string tenant, LoginVersion version, HttpContext context, LoginExchange exchange)
    {
        var form = await LoginForm.ReadAsync(context, "grant_type");
        if (form.Value is null)
            return exchange.Refuse(form.Refusal!);
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is null)
            return exchange.Refuse(home.Refusal!);

        var name = form.Value["grant_type"].ToString();
        if (_grants.FirstOrDefault(grant => grant.Names.Contains(name, StringComparer.Ordinal)) is not { } grant)
            return exchange.Refuse(name.Length == 0 ? LoginErrors.MissingParameter.With("grant_type") : LoginErrors.GrantUnknown.With(name));
        var believed = await gate.LetInAsync(context.Request, form.Value, home.Value, exchange.Address.Origin, grant.NeedsProof);
        if (believed.Value is not { } client)
            return exchange.Refuse(believed.Refusal!);

        var request = new TokenRequest(home.Value, version, form.Value, client.Client, client.Proof, exchange.Address);
        var redeemed = await grant.RedeemAsync(request);
        if (redeemed.Value is not { } answer)
            return exchange.Refuse(redeemed.Refusal!);
        exchange.Note(grant.Names[0], request.Tenant, client.Client.Id, answer.Permissions);
        return version == LoginVersion.V1 ? Version1(answer, home.Value.Now) : Version2(answer);
    }

    private static JsonHttpResult<TokenResource> Version2(TokenAnswer answer)
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
            IdentityJson.Wire.TokenResource,
            Json);
    }

    private static JsonHttpResult<TokenV1Resource> Version1(TokenAnswer answer, DateTimeOffset instant)
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
            IdentityJson.Wire.TokenV1Resource,
            Json);
    }
}
