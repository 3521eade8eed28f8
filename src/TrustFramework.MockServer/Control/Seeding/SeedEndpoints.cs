using TrustFramework.MockServer.Control.Tenants;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>The seed of a tenant. Without a tenant in the path it is the default tenant's, like the folder in the settings.</summary>
internal static class SeedEndpoints
{
    public static void MapSeed(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Seed", seed =>
    {
        seed.MapPut("/seed", ApplyAsync).WithName("ApplySeed")
            .WithSummary("Replaces policies, key sets, users, applications and domain with those of a seed, a zip or JSON, which a reset applies again")
            .WithMetadata(new UploadLimit("A seed", 32 * 1024 * 1024))
            .WithRequestExample("""{"keySets":[{"id":"TokenSigningKeyContainer","keys":[{"kty":"RSA","use":"sig"}]}]}""")
            .Produces<TenantResource>().ProducesProblems(400, 403, 413);
        seed.MapDelete("/seed", RemoveAsync).WithName("RemoveSeed")
            .WithSummary("Deletes the seed. What was created from it stays").Produces(204).ProducesProblems(400);
    });

    private static Task<IResult> ApplyAsync(TenantScope scope, Upload upload, TenantSeeder seeder, TenantRegistry tenants, TenantSummaryReader summaries) =>
        seeder.ApplyAsync(scope.Tenant ?? tenants.Default, upload.Bytes, summaries);

    private static async Task<IResult> RemoveAsync(TenantScope scope, TenantSeeder seeder, TenantRegistry tenants)
    {
        await seeder.RemoveAsync((scope.Tenant ?? tenants.Default).Id);
        return TypedResults.NoContent();
    }
}
