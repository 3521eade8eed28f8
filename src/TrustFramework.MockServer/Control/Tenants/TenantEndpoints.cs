using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Reset;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Lists, creates, reads and deletes tenants.</summary>
internal static class TenantEndpoints
{
    public static void MapTenants(this IEndpointRouteBuilder routes)
    {
        var tenants = routes.MapControlGroup($"{ControlRoutes.Root}/tenants", "Tenants");
        tenants.MapGet("/", ListAsync)
            .WithName("ListTenants")
            .WithSummary("Lists the tenants that hold data")
            .Produces<TenantListResource>();
        tenants.MapPost("/", CreateAsync)
            .WithName("CreateTenant")
            .WithSummary("Creates a tenant, optionally as a copy of another one and with a limited lifetime, and returns a token for it")
            .WithRequestExample("""{"timeToLive":"PT10M"}""")
            .Produces<NewTenantResource>(201)
            .ProducesProblems(400, 403, 404, 409, 413);
        tenants.MapGet("/{tenant}", ReadAsync)
            .WithName("ReadTenant")
            .WithSummary("Returns a tenant's domain, expiry, and number of policies and key sets")
            .Produces<TenantResource>()
            .ProducesProblems(400, 404);
        tenants.MapDelete("/{tenant}", DeleteAsync)
            .WithName("DeleteTenant")
            .WithSummary("Deletes a tenant with all its data")
            .Produces(204)
            .ProducesProblems(400);
    }

    private static async Task<Ok<TenantListResource>> ListAsync(TenantSummaryReader summaries) => TypedResults.Ok(await summaries.ListAsync());

    private static Task<IResult> CreateAsync(ControlBody<NewTenant> body, HttpRequest request, TenantCreationHandler handler) => handler.CreateAsync(body.Value!, request);

    private static Task<IResult> ReadAsync(TenantScope scope, TenantSummaryReader summaries) => summaries.FindAsync(scope.Tenant!);

    private static async Task<NoContent> DeleteAsync(TenantScope scope, TenantResetter resetter)
    {
        await resetter.DeleteAsync(scope.Id);
        return TypedResults.NoContent();
    }
}
