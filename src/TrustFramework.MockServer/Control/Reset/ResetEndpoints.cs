namespace TrustFramework.MockServer.Control.Reset;

/// <summary>Back to how it began.</summary>
internal static class ResetEndpoints
{
    public static void MapReset(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Reset", reset =>
        reset.MapPost("/reset", ResetAsync).WithName("Reset")
            .WithSummary("Takes away state, journal, faults and clock, or those parts that are named, and plants the seed again")
            .WithRequestExample("""{"parts":["journal","faults"]}""").Produces(204).ProducesProblems(400, 409, 413));

    private static async Task<IResult> ResetAsync(TenantScope scope, ControlBody<ResetRequest> body, TenantResetter resets) =>
        body.Value!.ParseParts() is { } parts
            ? await resets.ResetAsync(scope.Id, parts)
            : ControlProblem.BadRequest("Write {\"parts\":[\"state\",\"journal\",\"faults\",\"clock\"]}, some of them, or nothing for all.");
}
