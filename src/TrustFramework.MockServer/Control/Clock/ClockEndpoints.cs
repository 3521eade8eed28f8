using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Clock;

/// <summary>The clock of a tenant, or the one behind everybody's. Tokens, active keys, expiry and the journal's times follow it.</summary>
internal static class ClockEndpoints
{
    public static void MapClock(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Clock", clock =>
    {
        clock.MapGet("/clock", ReadAsync).WithName("ReadClock").WithSummary("What time it is, and how the clock was changed").ProducesProblems(400);
        clock.MapPut("/clock", SetAsync).WithName("SetClock").WithRequestExample("""{"now":"2027-01-01T00:00:00Z"}""").WithSummary("Sets the clock, which goes on from there or, frozen, stands there").Produces<ClockResource>().ProducesProblems(400, 403);
        clock.MapPost("/clock/advance", AdvanceAsync).WithName("AdvanceClock").WithRequestExample("""{"by":"PT2H"}""").WithSummary("Moves the clock on, or back").Produces<ClockResource>().ProducesProblems(400, 403);
        clock.MapPost("/clock/freeze", FreezeAsync).WithName("FreezeClock").WithSummary("Stops the clock").Produces<ClockResource>().ProducesProblems(400, 403);
        clock.MapPost("/clock/resume", ResumeAsync).WithName("ResumeClock").WithSummary("Lets the clock go on from where it stands").Produces<ClockResource>().ProducesProblems(400, 403);
        clock.MapDelete("/clock", ResetAsync).WithName("ForgetClock").WithSummary("Back to the clock behind it").ProducesProblems(400);
    });

    private static Task<Ok<ClockResource>> ReadAsync(TenantScope scope, TenantClocks clocks) => ClockResource.GetAsync(scope.Id, clocks);

    private static async Task<IResult> SetAsync(TenantScope scope, ControlBody<ClockInstant> body, TenantClocks clocks) =>
        body.Value!.Refusal ?? await ClockResource.ChangeAsync(scope.Id, clocks, (clock, behind) => clock.SetTo(body.Value.Now!.Value.ToUniversalTime(), behind));

    private static async Task<IResult> AdvanceAsync(TenantScope scope, ControlBody<ClockSpan> body, TenantClocks clocks) =>
        body.Value!.Read() is { } span
            ? await ClockResource.ChangeAsync(scope.Id, clocks, (clock, _) => clock.Advance(span))
            : ClockSpan.Unreadable;

    private static Task<IResult> FreezeAsync(TenantScope scope, TenantClocks clocks) =>
        ClockResource.ChangeAsync(scope.Id, clocks, (clock, behind) => clock.Freeze(behind));

    private static Task<IResult> ResumeAsync(TenantScope scope, TenantClocks clocks) =>
        ClockResource.ChangeAsync(scope.Id, clocks, (clock, behind) => clock.Resume(behind));

    private static async Task<Ok<ClockResource>> ResetAsync(TenantScope scope, TenantClocks clocks)
    {
        await clocks.ResetAsync(scope.Id);
        return await ClockResource.GetAsync(scope.Id, clocks);
    }
}
