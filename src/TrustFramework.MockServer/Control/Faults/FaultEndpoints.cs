namespace TrustFramework.MockServer.Control.Faults;

/// <summary>The rules of a tenant, or those for everyone.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder routes) => routes.MapForEveryoneAndEach("Faults", faults =>
    {
        faults.MapGet("/faults", ListAsync).WithName("ListFaults").WithSummary("The rules, in the order in which they are asked, and how often they hit")
            .Produces<FaultListResource>().Refuses(400);
        faults.MapPost("/faults", AddAsync).WithName("AddFault").WithSummary("Adds a rule: latency, outcome, fault or behavior, for whom and when")
            .Example("""{"match":{"operation":"P4"},"when":{"next":2},"outcome":{"kind":"tooManyRequests","retryAfter":1}}""")
            .Produces<FaultResource>(201).Refuses(400, 403, 409);
        faults.MapDelete("/faults", ClearAsync).WithName("ClearFaults").WithSummary("Takes all rules away").Produces(204).Refuses(400);
        faults.MapGet("/faults/{id}", FindAsync).WithName("ReadFault").WithSummary("One rule").Produces<FaultResource>().Refuses(400, 404);
        faults.MapPut("/faults/{id}", PutAsync).WithName("PutFault").WithSummary("Adds a rule under this id, or puts it in the place of the one that is there")
            .Example("""{"match":{"path":"/beta/trustFramework/keySets/*"},"latency":{"least":100,"most":300}}""")
            .Produces<FaultResource>().Refuses(400, 403, 409);
        faults.MapDelete("/faults/{id}", RemoveAsync).WithName("RemoveFault").WithSummary("Takes a rule away").Produces(204).Refuses(400, 404);
    });

    private static Task<IResult> ListAsync(Scope scope, FaultBook book) => book.ListAsync(scope.Id);

    private static Task<IResult> AddAsync(Scope scope, ControlBody<FaultResource> body, FaultBook book) => book.AddAsync(scope.Id, body.Value!);

    private static Task<IResult> PutAsync(Scope scope, string id, ControlBody<FaultResource> body, FaultBook book) => book.PutAsync(scope.Id, id, body.Value!);

    private static Task<IResult> FindAsync(Scope scope, string id, FaultBook book) => book.FindAsync(scope.Id, id);

    private static Task<IResult> RemoveAsync(Scope scope, string id, FaultBook book) => book.RemoveAsync(scope.Id, id);

    private static Task<IResult> ClearAsync(Scope scope, FaultBook book) => book.ClearAsync(scope.Id);
}
