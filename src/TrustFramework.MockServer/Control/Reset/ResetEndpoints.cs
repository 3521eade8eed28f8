namespace TrustFramework.MockServer.Control.Reset;

/// <summary>Back to how it began.</summary>
internal static class ResetEndpoints
{
    public static void MapReset(this IEndpointRouteBuilder routes) => routes.MapForEveryoneAndEach("Reset", reset =>
        reset.MapPost("/reset", ResetAsync).WithName("Reset")
            .WithSummary("Takes away state, journal, faults and clock, or those parts that are named, and plants the seed again")
            .Example("""{"parts":["journal","faults"]}""").Produces(204).Refuses(400, 409, 413));

    private static async Task<IResult> ResetAsync(Scope scope, ControlBody<ResetRequest> body, Resets resets) =>
        body.Value!.Read() is { } parts
            ? await resets.ResetAsync(scope.Id, parts)
            : ControlProblem.BadRequest("Write {\"parts\":[\"state\",\"journal\",\"faults\",\"clock\"]}, some of them, or nothing for all.");
}
