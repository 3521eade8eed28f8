using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.OpenApi;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Discovery;

/// <summary>Metadata and public keys of a policy.</summary>
internal static class PolicyDiscoveryEndpoints
{
    private static readonly SignInEndpointMetadata Metadata = new("metadata")
    {
        Responses = [SignInResponse.Json("The OpenID configuration.", SignInJson.Wire.PolicyMetadataResource)],
        PageErrors = PolicyErrorCatalog.FindBySource("address"),
    };

    private static readonly SignInEndpointMetadata Keys = new("keys")
    {
        Responses = [SignInResponse.Json("The public keys.", SignInJson.Wire.PolicyKeySetResource)],
        PageErrors = [.. PolicyErrorCatalog.FindBySource("address"), PolicyErrorCatalog.KeyUnusable],
    };

    public static void Map(IEndpointRouteBuilder policy)
    {
        policy.MapGet("/v2.0/.well-known/openid-configuration", GetMetadata)
            .WithMetadata(Metadata, new NonGraphEndpointMetadata("OpenID configuration of a policy", Provenance.Observed))
            .RequireCors(SignInCors.PolicyName);
        policy.MapGet("/discovery/v2.0/keys", GetKeysAsync)
            .WithMetadata(Keys, new NonGraphEndpointMetadata("public keys of a policy", Provenance.Documented))
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
