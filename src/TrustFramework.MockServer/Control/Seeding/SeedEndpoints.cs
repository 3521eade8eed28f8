using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>What a tenant begins with; without a tenant in the path it is the default one's, as the folder of the settings.</summary>
internal static class SeedEndpoints
{
    public static void MapSeed(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Seed", seed =>
    {
        seed.MapPut("/seed", ApplyAsync).WithName("PlantSeed")
            .WithSummary("Replaces policies, key sets and domain by those of a seed, a zip or JSON, and remembers it for a reset")
            .WithMetadata(new UploadLimit("A seed", 32 * 1024 * 1024))
            .WithRequestExample("""{"keySets":[{"id":"TokenSigningKeyContainer","keys":[{"kty":"RSA","use":"sig"}]}]}""")
            .Produces<TenantResource>().ProducesProblems(400, 403, 413);
        seed.MapDelete("/seed", RemoveAsync).WithName("ForgetSeed")
            .WithSummary("Forgets the seed, not what grew from it").Produces(204).ProducesProblems(400);
    });

    private static Task<IResult> ApplyAsync(TenantScope scope, Upload upload, TenantSeeder seeds, TenantRegistry tenants, TenantSummaryReader views) =>
        seeds.ApplyAsync(scope.Tenant ?? tenants.Default, upload.Bytes, views);

    private static async Task<IResult> RemoveAsync(TenantScope scope, TenantSeeder seeds, TenantRegistry tenants)
    {
        await seeds.RemoveAsync((scope.Tenant ?? tenants.Default).Id);
        return TypedResults.NoContent();
    }
}
