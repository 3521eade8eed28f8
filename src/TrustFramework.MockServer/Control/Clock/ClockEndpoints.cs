using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Clock;

/// <summary>The clock of a tenant, or the one behind everybody's. Tokens, active keys, expiry and the journal's times follow it.</summary>
internal static class ClockEndpoints
{
    public static void MapClock(this IEndpointRouteBuilder routes) => routes.MapForEveryoneAndEach("Clock", clock =>
    {
        clock.MapGet("/clock", ReadAsync).WithName("ReadClock").WithSummary("What time it is, and how the clock was changed").Refuses(400);
        clock.MapPut("/clock", SetAsync).WithName("SetClock").Example("""{"now":"2027-01-01T00:00:00Z"}""").WithSummary("Sets the clock, which goes on from there or, frozen, stands there").Produces<ClockResource>().Refuses(400, 403);
        clock.MapPost("/clock/advance", AdvanceAsync).WithName("AdvanceClock").Example("""{"by":"PT2H"}""").WithSummary("Moves the clock on, or back").Produces<ClockResource>().Refuses(400, 403);
        clock.MapPost("/clock/freeze", FreezeAsync).WithName("FreezeClock").WithSummary("Stops the clock").Produces<ClockResource>().Refuses(400, 403);
        clock.MapPost("/clock/resume", ResumeAsync).WithName("ResumeClock").WithSummary("Lets the clock go on from where it stands").Produces<ClockResource>().Refuses(400, 403);
        clock.MapDelete("/clock", ForgetAsync).WithName("ForgetClock").WithSummary("Back to the clock behind it").Refuses(400);
    });

    private static Task<Ok<ClockResource>> ReadAsync(Scope scope, TenantClocks clocks) => ClockResource.OfAsync(scope.Id, clocks);

    private static async Task<IResult> SetAsync(Scope scope, ControlBody<ClockInstant> body, TenantClocks clocks) =>
        body.Value!.Refusal ?? await ClockResource.AfterAsync(scope.Id, clocks, (clock, behind) => clock.SetTo(body.Value.Now!.Value.ToUniversalTime(), behind));

    private static async Task<IResult> AdvanceAsync(Scope scope, ControlBody<ClockSpan> body, TenantClocks clocks) =>
        body.Value!.Read() is { } span
            ? await ClockResource.AfterAsync(scope.Id, clocks, (clock, _) => clock.Advance(span))
            : ClockSpan.Unreadable;

    private static Task<IResult> FreezeAsync(Scope scope, TenantClocks clocks) =>
        ClockResource.AfterAsync(scope.Id, clocks, (clock, behind) => clock.Freeze(behind));

    private static Task<IResult> ResumeAsync(Scope scope, TenantClocks clocks) =>
        ClockResource.AfterAsync(scope.Id, clocks, (clock, behind) => clock.Resume(behind));

    private static async Task<Ok<ClockResource>> ForgetAsync(Scope scope, TenantClocks clocks)
    {
        await clocks.ForgetAsync(scope.Id);
        return await ClockResource.OfAsync(scope.Id, clocks);
    }
}
