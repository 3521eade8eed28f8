using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Clock;

/// <summary>The clock of a tenant, or the global clock. Tokens, active keys, expiry and the times in the journal follow it.</summary>
internal static class ClockEndpoints
{
    public static void MapClock(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Clock", clock =>
    {
        clock.MapGet("/clock", ReadAsync).WithName("ReadClock").WithSummary("Gets the time and the setting of the clock").ProducesProblems(400);
        clock.MapPut("/clock", SetAsync).WithName("SetClock").WithRequestExample("""{"now":"2027-01-01T00:00:00Z"}""").WithSummary("Sets the clock. A frozen clock stays frozen").Produces<ClockResource>().ProducesProblems(400, 403, 413);
        clock.MapPost("/clock/advance", AdvanceAsync).WithName("AdvanceClock").WithRequestExample("""{"by":"PT2H"}""").WithSummary("Moves the clock forward or back").Produces<ClockResource>().ProducesProblems(400, 403, 413);
        clock.MapPost("/clock/freeze", FreezeAsync).WithName("FreezeClock").WithSummary("Stops the clock").Produces<ClockResource>().ProducesProblems(400, 403);
        clock.MapPost("/clock/resume", ResumeAsync).WithName("ResumeClock").WithSummary("Resumes a frozen clock from its current time").Produces<ClockResource>().ProducesProblems(400, 403);
        clock.MapDelete("/clock", ResetAsync).WithName("ResetClock").WithSummary("Removes the setting. The clock follows its base clock again").ProducesProblems(400);
    });

    private static Task<Ok<ClockResource>> ReadAsync(TenantScope scope, TenantClocks clocks) => ClockResource.GetAsync(scope.Id, clocks);

    private static async Task<IResult> SetAsync(TenantScope scope, ControlBody<ClockInstant> body, TenantClocks clocks) =>
        body.Value!.Refusal ?? await ClockResource.ChangeAsync(scope.Id, clocks, (clock, baseTime) => clock.SetTo(body.Value.Now!.Value.ToUniversalTime(), baseTime));

    private static async Task<IResult> AdvanceAsync(TenantScope scope, ControlBody<ClockSpan> body, TenantClocks clocks) =>
        body.Value!.Read() is { } span
            ? await ClockResource.ChangeAsync(scope.Id, clocks, (clock, _) => clock.Advance(span))
            : ClockSpan.Unreadable;

    private static Task<IResult> FreezeAsync(TenantScope scope, TenantClocks clocks) =>
        ClockResource.ChangeAsync(scope.Id, clocks, (clock, baseTime) => clock.Freeze(baseTime));

    private static Task<IResult> ResumeAsync(TenantScope scope, TenantClocks clocks) =>
        ClockResource.ChangeAsync(scope.Id, clocks, (clock, baseTime) => clock.Resume(baseTime));

    private static async Task<Ok<ClockResource>> ResetAsync(TenantScope scope, TenantClocks clocks)
    {
        await clocks.ResetAsync(scope.Id);
        return await ClockResource.GetAsync(scope.Id, clocks);
    }
}
