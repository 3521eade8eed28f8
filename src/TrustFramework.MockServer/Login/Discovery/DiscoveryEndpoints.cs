using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>What libraries read before they ask for a token: conventions 5.3. All addresses are the ones that the caller used.</summary>
internal static class DiscoveryEndpoints
{
    private const string Json = "application/json; charset=utf-8";

    public static void Map(IEndpointRouteBuilder login)
    {
        login.MapGet("/v2.0/.well-known/openid-configuration", GetConfigurationAsync)
            .WithMetadata(new NonGraphEndpointMetadata("OpenID configuration", Provenance.Documented));
        login.MapGet("/.well-known/openid-configuration", GetConfigurationAsync)
            .WithMetadata(new LoginEndpointMetadata(LoginVersion.V1), new NonGraphEndpointMetadata("OpenID configuration, version 1.0", Provenance.Documented));
        foreach (var path in new[] { "/discovery/v2.0/keys", "/discovery/keys" })
            login.MapGet(path, GetKeysAsync).WithMetadata(new NonGraphEndpointMetadata("public keys of the tenant", Provenance.Documented));
        login.MapGet("/discovery/instance", GetInstance).WithMetadata(new NonGraphEndpointMetadata("instance discovery", Provenance.Observed));
        login.MapGet("/userrealm/{upn}", GetUserRealm).WithMetadata(new NonGraphEndpointMetadata("every account is `Managed`", Provenance.Observed));
    }

    private static async Task<IResult> GetConfigurationAsync(string tenant, LoginRequestContext exchange, TenantRegistry tenants)
    {
        var home = await LoginTenant.FindAsync(tenant, tenants);
        return home.Value is { } known
            ? TypedResults.Json(OpenIdConfigurationResource.Create(known, exchange.Version, exchange.Address), LoginJson.Wire.OpenIdConfigurationResource, Json)
            : exchange.CreateErrorResult(home.Refusal!);
    }

    /// <summary>For <c>common</c> the default tenant's: nobody can know whose token is meant.</summary>
    private static async Task<IResult> GetKeysAsync(string tenant, LoginRequestContext exchange, TenantRegistry tenants, SigningKeyProvider keys)
    {
        var home = await LoginTenant.FindAsync(tenant, tenants);
        if (home.Value is not { } known)
            return exchange.CreateErrorResult(home.Refusal!);
        var key = await keys.GetOrCreateAsync(known.Tenant.Id);
        return TypedResults.Json(new JsonWebKeySetResource { Keys = [JsonWebKeyResource.Create(key, $"{exchange.Address.Origin}/{known.Tenant.Id}/v2.0")] }, LoginJson.Wire.JsonWebKeySetResource, Json);
    }

    /// <summary>Whether an authority is one: the real ones are, and the one that was asked.</summary>
    private static IResult GetInstance(HttpRequest request, LoginRequestContext exchange)
    {
        if (!Uri.TryCreate(request.Query["authorization_endpoint"].ToString(), UriKind.Absolute, out var endpoint))
            return exchange.CreateErrorResult(LoginErrorCatalog.MissingParameter.With("authorization_endpoint"));
        if (Clouds.Find(endpoint.Host) is not { } cloud)
        {
            if (!endpoint.Host.Equals(exchange.Address.Host, StringComparison.OrdinalIgnoreCase))
                return exchange.CreateErrorResult(LoginErrorCatalog.InstanceUnknown.With());
            cloud = new Cloud(endpoint.Authority, endpoint.Authority, [endpoint.Authority]);
        }

        var tenant = endpoint.Segments.Length > 1 ? endpoint.Segments[1].Trim('/') : "common";
        return TypedResults.Json(
            new InstanceDiscoveryResource
            {
                TenantDiscoveryEndpoint = $"{endpoint.Scheme}://{endpoint.Authority}/{tenant}/v2.0/.well-known/openid-configuration",
                Metadata = [new InstanceAliasesResource { PreferredNetwork = cloud.PreferredNetwork, PreferredCache = cloud.PreferredCache, Aliases = cloud.Aliases }],
            },
            LoginJson.Wire.InstanceDiscoveryResource,
            Json);
    }

    private static JsonHttpResult<UserRealmResource> GetUserRealm(string upn, LoginRequestContext exchange) => TypedResults.Json(
        new UserRealmResource { DomainName = upn[(upn.IndexOf('@', StringComparison.Ordinal) + 1)..], CloudInstanceName = exchange.Address.Authority },
        LoginJson.Wire.UserRealmResource,
        Json);
}

/// <summary>The login hosts that are one and the same service: what instance discovery tells msal. conventions 3 [D].</summary>
internal sealed record Cloud(string PreferredNetwork, string PreferredCache, IReadOnlyList<string> Aliases);

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
