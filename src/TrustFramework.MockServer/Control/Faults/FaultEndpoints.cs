namespace TrustFramework.MockServer.Control.Faults;

/// <summary>The rules of a tenant, or those for everyone.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Faults", faults =>
    {
        faults.MapGet("/faults", ListAsync).WithName("ListFaults").WithSummary("The rules, in the order in which they are asked, and how often they hit")
            .Produces<FaultListResource>().ProducesProblems(400);
        faults.MapPost("/faults", AddAsync).WithName("AddFault").WithSummary("Adds a rule: latency, outcome, fault or behavior, for whom and when")
            .WithRequestExample("""{"match":{"operation":"P4"},"when":{"next":2},"outcome":{"kind":"tooManyRequests","retryAfter":1}}""")
            .Produces<FaultResource>(201).ProducesProblems(400, 403, 409);
        faults.MapDelete("/faults", ClearAsync).WithName("ClearFaults").WithSummary("Takes all rules away").Produces(204).ProducesProblems(400);
        faults.MapGet("/faults/{id}", FindAsync).WithName("ReadFault").WithSummary("One rule").Produces<FaultResource>().ProducesProblems(400, 404);
        faults.MapPut("/faults/{id}", PutAsync).WithName("PutFault").WithSummary("Adds a rule under this id, or puts it in the place of the one that is there")
            .WithRequestExample("""{"match":{"path":"/beta/trustFramework/keySets/*"},"latency":{"least":100,"most":300}}""")
            .Produces<FaultResource>().ProducesProblems(400, 403, 409);
        faults.MapDelete("/faults/{id}", RemoveAsync).WithName("RemoveFault").WithSummary("Takes a rule away").Produces(204).ProducesProblems(400, 404);
    });

    private static Task<IResult> ListAsync(TenantScope scope, FaultRuleHandler book) => book.ListAsync(scope.Id);

    private static Task<IResult> AddAsync(TenantScope scope, ControlBody<FaultResource> body, FaultRuleHandler book) => book.AddAsync(scope.Id, body.Value!);

    private static Task<IResult> PutAsync(TenantScope scope, string id, ControlBody<FaultResource> body, FaultRuleHandler book) => book.PutAsync(scope.Id, id, body.Value!);

    private static Task<IResult> FindAsync(TenantScope scope, string id, FaultRuleHandler book) => book.FindAsync(scope.Id, id);

    private static Task<IResult> RemoveAsync(TenantScope scope, string id, FaultRuleHandler book) => book.RemoveAsync(scope.Id, id);

    private static Task<IResult> ClearAsync(TenantScope scope, FaultRuleHandler book) => book.ClearAsync(scope.Id);
}
