using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>The documents that libraries read before they request a token: conventions 5.3. All addresses in them are at the host that the client used.</summary>
internal static class DiscoveryEndpoints
{
    public static void Map(IEndpointRouteBuilder login)
    {
        login.MapGet("/v2.0/.well-known/openid-configuration", GetConfigurationAsync)
            .WithMetadata(new RejectsCrossSiteRequestsMetadata(), new NonGraphEndpointMetadata("OpenID configuration", Provenance.Documented));
        login.MapGet("/.well-known/openid-configuration", GetConfigurationAsync)
            .WithMetadata(
                new LoginEndpointMetadata(LoginVersion.V1),
                new RejectsCrossSiteRequestsMetadata(),
                new NonGraphEndpointMetadata("OpenID configuration, version 1.0", Provenance.Documented));
        foreach (var path in new[] { "/discovery/v2.0/keys", "/discovery/keys" })
        {
            login.MapGet(path, GetKeysAsync)
                .WithMetadata(new RejectsCrossSiteRequestsMetadata(), new NonGraphEndpointMetadata("public keys of the tenant", Provenance.Documented));
        }

        login.MapGet("/discovery/instance", GetInstance).WithMetadata(new NonGraphEndpointMetadata("instance discovery", Provenance.Observed));
        login.MapGet("/userrealm/{upn}", GetUserRealm).WithMetadata(new NonGraphEndpointMetadata("user realm; every account is `Managed`", Provenance.Observed));
    }

    /// <summary>The addresses in the document name the tenant by its id, so this request is the last one that supplies the domain.</summary>
    private static async Task<IResult> GetConfigurationAsync(LoginRequestContext context)
    {
        if (!context.Tenant.TryGetValue(out var tenant, out var error) || !(await context.AssignDomainAsync(tenant)).TryGetValue(out tenant, out error))
            return context.CreateErrorResult(error);
        return TypedResults.Json(OpenIdConfigurationResource.Create(tenant, context.Version, context.Address), LoginJson.Wire.OpenIdConfigurationResource);
    }

    /// <summary>For <c>common</c>, returns the key of the default tenant, because the request does not name the tenant of the token.</summary>
    private static async Task<IResult> GetKeysAsync(LoginRequestContext context, SigningKeyProvider keys)
    {
        if (!context.Tenant.TryGetValue(out var tenant, out var error))
            return context.CreateErrorResult(error);
        var key = await keys.GetOrCreateAsync(tenant.Tenant.Id);
        return TypedResults.Json(
            new JsonWebKeySetResource { Keys = [JsonWebKeyResource.Create(key, $"{context.Address.Origin}/{tenant.Tenant.Id}/v2.0")] }, LoginJson.Wire.JsonWebKeySetResource);
    }

    /// <summary>Accepts Microsoft's login hosts and the host that the client used as an authority.</summary>
    private static IResult GetInstance(HttpRequest request, LoginRequestContext context)
    {
        if (!Uri.TryCreate(request.Query["authorization_endpoint"].ToString(), UriKind.Absolute, out var endpoint))
            return context.CreateErrorResult(LoginErrorCatalog.MissingParameter.With("authorization_endpoint") with { Hint = LoginErrorHints.QueryParameterMissing });
        var cloud = MicrosoftHosts.FindCloud(endpoint.Host);
        if (cloud is null && !endpoint.Host.Equals(context.Address.Host, StringComparison.OrdinalIgnoreCase))
            return context.CreateErrorResult(LoginErrorCatalog.InstanceUnknown.With());

        var tenant = endpoint.Segments.Length > 1 ? endpoint.Segments[1].Trim('/') : "common";
        return TypedResults.Json(
            new InstanceDiscoveryResource
            {
                TenantDiscoveryEndpoint = $"{endpoint.Scheme}://{endpoint.Authority}/{tenant}/v2.0/.well-known/openid-configuration",
                Metadata =
                [
                    new InstanceAliasesResource
                    {
                        PreferredNetwork = cloud?.PreferredNetwork ?? endpoint.Authority,
                        PreferredCache = cloud?.PreferredCache ?? endpoint.Authority,
                        Aliases = cloud?.LoginAliases ?? [endpoint.Authority],
                    },
                ],
            },
            LoginJson.Wire.InstanceDiscoveryResource);
    }

    private static JsonHttpResult<UserRealmResource> GetUserRealm(string upn, LoginRequestContext context) => TypedResults.Json(
        new UserRealmResource { DomainName = upn[(upn.IndexOf('@', StringComparison.Ordinal) + 1)..], CloudInstanceName = context.Address.Authority },
        LoginJson.Wire.UserRealmResource);
}
