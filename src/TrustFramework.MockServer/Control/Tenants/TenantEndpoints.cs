using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Reset;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>The tenants that hold something: seen, made, taken away.</summary>
internal static class TenantEndpoints
{
    public static void MapTenants(this IEndpointRouteBuilder routes)
    {
        var tenants = routes.MapControlGroup($"{ControlRoutes.Root}/tenants", "Tenants");
        tenants.MapGet("/", ListAsync).WithName("ListTenants").WithSummary("The tenants that hold anything").Produces<TenantListResource>();
        tenants.MapPost("/", CreateAsync).WithName("MakeTenant")
            .WithSummary("Makes a tenant, perhaps as a copy of another and for a limited time, and answers a token for it")
            .WithRequestExample("""{"timeToLive":"PT10M"}""").Produces<NewTenantResource>(201).ProducesProblems(400, 403, 409, 413);
        tenants.MapGet("/{tenant}", ReadAsync).WithName("ReadTenant").WithSummary("What a tenant holds, in numbers").Produces<TenantResource>().ProducesProblems(400, 404);
        tenants.MapDelete("/{tenant}", DeleteAsync).WithName("DeleteTenant").WithSummary("Takes a tenant away with all that belongs to it").Produces(204).ProducesProblems(400);
    }

    private static async Task<Ok<TenantListResource>> ListAsync(TenantSummaryReader views) => TypedResults.Ok(await views.ListAsync());

    private static Task<IResult> CreateAsync(ControlBody<NewTenant> body, HttpRequest request, TenantCreationHandler maker) => maker.CreateAsync(body.Value!, request);

    private static Task<IResult> ReadAsync(TenantScope scope, TenantSummaryReader views) => views.FindAsync(scope.Tenant!);

    private static async Task<NoContent> DeleteAsync(TenantScope scope, TenantResetter resets)
    {
        await resets.DeleteAsync(scope.Id);
        return TypedResults.NoContent();
    }
}
