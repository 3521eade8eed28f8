namespace TrustFramework.MockServer.Control.Faults;

/// <summary>The fault rules of a tenant, or the global ones.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Faults", faults =>
    {
        faults.MapGet("/faults", ListAsync).WithName("ListFaults").WithSummary("Lists the rules in the order in which they are evaluated, with their hits")
            .Produces<FaultListResource>().ProducesProblems(400);
        faults.MapPost("/faults", AddAsync).WithName("AddFault").WithSummary("Adds a rule: latency, outcome, fault or behavior, for which requests and when")
            .WithRequestExample("""{"match":{"operation":"P4"},"when":{"next":2},"outcome":{"kind":"tooManyRequests","retryAfter":1}}""")
            .Produces<FaultResource>(201).ProducesProblems(400, 403, 409, 413);
        faults.MapDelete("/faults", ClearAsync).WithName("ClearFaults").WithSummary("Deletes all rules").Produces(204).ProducesProblems(400);
        faults.MapGet("/faults/{id}", FindAsync).WithName("ReadFault").WithSummary("Gets a rule").Produces<FaultResource>().ProducesProblems(400, 404);
        faults.MapPut("/faults/{id}", PutAsync).WithName("PutFault").WithSummary("Adds a rule under this id, or replaces the existing one")
            .WithRequestExample("""{"match":{"path":"/beta/trustFramework/keySets/*"},"latency":{"least":100,"most":300}}""")
            .Produces<FaultResource>().ProducesProblems(400, 403, 409, 413);
        faults.MapDelete("/faults/{id}", RemoveAsync).WithName("RemoveFault").WithSummary("Deletes a rule").Produces(204).ProducesProblems(400, 404);
    });

    private static Task<IResult> ListAsync(TenantScope scope, FaultRuleHandler rules) => rules.ListAsync(scope.Id);

    private static Task<IResult> AddAsync(TenantScope scope, ControlBody<FaultResource> body, FaultRuleHandler rules) => rules.AddAsync(scope.Id, body.Value!);

    private static Task<IResult> PutAsync(TenantScope scope, string id, ControlBody<FaultResource> body, FaultRuleHandler rules) => rules.PutAsync(scope.Id, id, body.Value!);

    private static Task<IResult> FindAsync(TenantScope scope, string id, FaultRuleHandler rules) => rules.FindAsync(scope.Id, id);

    private static Task<IResult> RemoveAsync(TenantScope scope, string id, FaultRuleHandler rules) => rules.RemoveAsync(scope.Id, id);

    private static Task<IResult> ClearAsync(TenantScope scope, FaultRuleHandler rules) => rules.ClearAsync(scope.Id);
}
