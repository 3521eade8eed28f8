namespace TrustFramework.MockServer.Control.Reset;

/// <summary>Resets a tenant, or all tenants, to the initial state.</summary>
internal static class ResetEndpoints
{
    public static void MapReset(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Reset", reset =>
        reset.MapPost("/reset", ResetAsync).WithName("Reset")
            .WithSummary("Deletes state, journal, faults and clock, or the given parts of them, and applies the seed again")
            .WithRequestExample("""{"parts":["journal","faults"]}""").Produces(204).ProducesProblems(400, 409, 413));

    private static async Task<IResult> ResetAsync(TenantScope scope, ControlBody<ResetRequest> body, TenantResetter resetter) =>
        body.Value!.ParseParts() is { } parts
            ? await resetter.ResetAsync(scope, parts)
            : ControlProblem.BadRequest("Write {\"parts\":[\"state\",\"journal\",\"faults\",\"clock\"]}, some of them, or {} for all.");
}
