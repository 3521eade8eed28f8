using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Grants;
using TrustFramework.MockServer.Identity.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity.Discovery;

/// <summary>What libraries read before they ask for a token: conventions 5.3. All addresses are the ones that the caller used.</summary>
internal static class DiscoveryEndpoints
{
    private const string Json = "application/json; charset=utf-8";

    public static void Map(IEndpointRouteBuilder login)
    {
        login.MapGet("/v2.0/.well-known/openid-configuration", ConfigurationAsync)
            .WithMetadata(new OutsideGraph("OpenID configuration", Provenance.Documented));
        login.MapGet("/.well-known/openid-configuration", ConfigurationAsync)
            .WithMetadata(new LoginEndpoint(LoginVersion.V1), new OutsideGraph("OpenID configuration, version 1.0", Provenance.Documented));
        foreach (var path in new[] { "/discovery/v2.0/keys", "/discovery/keys" })
            login.MapGet(path, KeysAsync).WithMetadata(new OutsideGraph("public keys of the tenant", Provenance.Documented));
        login.MapGet("/discovery/instance", Instance).WithMetadata(new OutsideGraph("instance discovery", Provenance.Observed));
        login.MapGet("/userrealm/{upn}", UserRealm).WithMetadata(new OutsideGraph("every account is `Managed`", Provenance.Observed));
    }

    private static async Task<IResult> ConfigurationAsync(string tenant, LoginExchange exchange, TenantRegistry tenants)
    {
        var home = await LoginTenant.FindAsync(tenant, tenants);
        return home.Value is { } known
            ? TypedResults.Json(OpenIdConfigurationResource.Of(known, exchange.Version, exchange.Address), IdentityJson.Wire.OpenIdConfigurationResource, Json)
            : exchange.Refuse(home.Refusal!);
    }

    /// <summary>For <c>common</c> the default tenant's: nobody can know whose token is meant.</summary>
    private static async Task<IResult> KeysAsync(string tenant, LoginExchange exchange, TenantRegistry tenants, SigningKeys keys)
    {
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is not { } known)
            return exchange.Refuse(home.Refusal!);
        var key = await keys.OfAsync(known.Tenant.Id);
        return TypedResults.Json(new KeysResource { Keys = [KeyResource.Of(key, $"{exchange.Address.Origin}/{known.Tenant.Id}/v2.0")] }, IdentityJson.Wire.KeysResource, Json);
    }

    /// <summary>Whether an authority is one: the real ones are, and the one that was asked.</summary>
    private static IResult Instance(HttpRequest request, LoginExchange exchange)
    {
        if (!Uri.TryCreate(request.Query["authorization_endpoint"].ToString(), UriKind.Absolute, out var endpoint))
            return exchange.Refuse(LoginErrors.MissingParameter.With("authorization_endpoint"));
        if (Clouds.Find(endpoint.Host) is not { } cloud)
        {
            if (!endpoint.Host.Equals(exchange.Address.Host, StringComparison.OrdinalIgnoreCase))
                return exchange.Refuse(LoginErrors.InstanceUnknown.With());
            cloud = new Cloud(endpoint.Authority, endpoint.Authority, [endpoint.Authority]);
        }

        var tenant = endpoint.Segments.Length > 1 ? endpoint.Segments[1].Trim('/') : "common";
        return TypedResults.Json(
            new InstanceResource
            {
                TenantDiscoveryEndpoint = $"{endpoint.Scheme}://{endpoint.Authority}/{tenant}/v2.0/.well-known/openid-configuration",
                Metadata = [new InstanceAliasesResource { PreferredNetwork = cloud.Network, PreferredCache = cloud.Cache, Aliases = cloud.Aliases }],
            },
            IdentityJson.Wire.InstanceResource,
            Json);
    }

    private static JsonHttpResult<UserRealmResource> UserRealm(string upn, LoginExchange exchange) => TypedResults.Json(
        new UserRealmResource { DomainName = upn[(upn.IndexOf('@', StringComparison.Ordinal) + 1)..], CloudInstanceName = exchange.Address.Authority },
        IdentityJson.Wire.UserRealmResource,
        Json);
}

/// <summary>The login hosts that are one and the same service: what instance discovery tells msal. conventions 3 [D].</summary>
internal sealed record Cloud(string Network, string Cache, IReadOnlyList<string> Aliases);

internal static class Clouds
{
    private static readonly IReadOnlyList<Cloud> All =
    [
        new("login.microsoftonline.com", "login.windows.net", ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"]),
        new("login.microsoftonline.us", "login.microsoftonline.us", ["login.microsoftonline.us", "login.usgovcloudapi.net"]),
        new("login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn", ["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"]),
    ];

    public static Cloud? Find(string host) => All.FirstOrDefault(cloud => cloud.Aliases.Contains(host, StringComparer.OrdinalIgnoreCase));
}
