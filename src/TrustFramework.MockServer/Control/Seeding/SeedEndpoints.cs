using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>What a tenant begins with; without a tenant in the path it is the default one's, as the folder of the settings.</summary>
internal static class SeedEndpoints
{
    public static void MapSeed(this IEndpointRouteBuilder routes) => routes.MapForEveryoneAndEach("Seed", seed =>
    {
        seed.MapPut("/seed", PlantAsync).WithName("PlantSeed")
            .WithSummary("Replaces policies, key sets and domain by those of a seed, a zip or JSON, and remembers it for a reset")
            .WithMetadata(new UploadLimit("A seed", 32 * 1024 * 1024))
            .Example("""{"keySets":[{"id":"TokenSigningKeyContainer","keys":[{"kty":"RSA","use":"sig"}]}]}""")
            .Produces<TenantResource>().Refuses(400, 403, 413);
        seed.MapDelete("/seed", ForgetAsync).WithName("ForgetSeed")
            .WithSummary("Forgets the seed, not what grew from it").Produces(204).Refuses(400);
    });

    private static Task<IResult> PlantAsync(Scope scope, Upload upload, Seeds seeds, TenantRegistry tenants, TenantViews views) =>
        seeds.PlantAsync(scope.Tenant ?? tenants.Default, upload.Bytes, views);

    private static async Task<IResult> ForgetAsync(Scope scope, Seeds seeds, TenantRegistry tenants)
    {
        await seeds.ForgetAsync((scope.Tenant ?? tenants.Default).Id);
        return TypedResults.NoContent();
    }
}
