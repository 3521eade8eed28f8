using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Discovery;

/// <summary>Metadata and public keys of a policy.</summary>
internal static class PolicyDiscoveryEndpoints
{
    public static void Map(IEndpointRouteBuilder policy)
    {
        policy.MapGet("/v2.0/.well-known/openid-configuration", GetMetadata)
            .WithMetadata(new SignInEndpointMetadata("metadata"), new NonGraphEndpointMetadata("OpenID configuration of a policy", Provenance.Observed))
            .RequireCors(SignInCors.PolicyName);
        policy.MapGet("/discovery/v2.0/keys", GetKeysAsync)
            .WithMetadata(new SignInEndpointMetadata("keys"), new NonGraphEndpointMetadata("public keys of a policy", Provenance.Documented))
            .RequireCors(SignInCors.PolicyName);
    }

    private static IResult GetMetadata(SignInRequestContext context) => context.Tenant.TryGetValue(out var tenant, out var error)
        ? TypedResults.Json(PolicyMetadataResource.Create(tenant), SignInJson.Wire.PolicyMetadataResource)
        : context.CreateErrorPage(error);

    private static async Task<IResult> GetKeysAsync(SignInRequestContext context)
    {
        if (!context.Tenant.TryGetValue(out var tenant, out var error) || !(await PolicyKeys.ListPublicKeysAsync(tenant)).TryGetValue(out var published, out error))
            return context.CreateErrorPage(error);
        return TypedResults.Json(new PolicyKeySetResource([.. published.Select(key => PolicyKeyResource.Create(key.Key, key.Rsa))]), SignInJson.Wire.PolicyKeySetResource);
    }
}
