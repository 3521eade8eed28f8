using System.Globalization;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>How one of the emulated services is hit: who asks it, and how it says no.</summary>
/// <param name="GetTargetAsync">Called once for each request.</param>
/// <param name="WriteErrorAsync">Writes the error in the service's own shape.</param>
internal sealed record FaultAdapter(Func<HttpContext, ValueTask<FaultTarget>> GetTargetAsync, Func<HttpContext, GraphError, Task> WriteErrorAsync);

/// <summary>Does to a request what the rules say, where a gateway would: before anybody asks who may.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultAdapter surface, FaultRuleMatcher faults, EventuallyConsistentStore delayed, ConnectionFaultInjector broken, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var hits = await faults.FindAsync(await surface.GetTargetAsync(context));
        if (hits.Count == 0)
        {
            await next(context);
            return;
        }

        var injected = new InjectedFault(string.Join(", ", hits.Select(hit => hit.Rule.Id)), string.Join(", ", hits.Select(hit => hit.Rule.Describe())));
        context.Features.Set(injected);
        Telemetry.SetTag(context, Telemetry.FaultTag, injected.Description);
        foreach (var hit in hits.Where(hit => hit.Rule.Latency is not null))
            await Task.Delay(hit.Rule.Latency!.GetDelay(hit.Seen), time, context.RequestAborted);
        await ApplyAsync(context, hits);
    }

    private async Task ApplyAsync(HttpContext context, IReadOnlyList<FaultHit> hits)
    {
        var rule = hits[^1].Rule;
        var outcome = rule.Outcome;
        if (outcome is not null and not { Kind: FaultOutcomeKind.SpuriousCreated })
        {
            if (outcome.RetryAfter is { } seconds)
                context.Response.Headers.RetryAfter = FormatRetryAfter(seconds, outcome.IsRetryAfterDate);
            await surface.WriteErrorAsync(context, FaultOutcomeDefaults.CreateError(outcome) with { Hint = $"Injected by fault rule '{rule.Id}'." });
            return;
        }

        if (outcome is not null)
            context.Response.OnStarting(SetCreatedStatus, context.Response);
        if (hits.Max(hit => hit.Rule.VisibleAfter) is { } delay)
            delayed.SetDelay(delay);
        if (rule.Fault is { } fault)
            await broken.InjectAsync(context, fault, next);
        else
            await next(context);
    }

    private string FormatRetryAfter(int seconds, bool isDate) => isDate
        ? (time.GetUtcNow() + TimeSpan.FromSeconds(seconds)).ToString("R", CultureInfo.InvariantCulture)
        : seconds.ToString(CultureInfo.InvariantCulture);

    private static Task SetCreatedStatus(object response)
    {
        if (response is HttpResponse { StatusCode: StatusCodes.Status200OK } updated && HttpMethods.IsPut(updated.HttpContext.Request.Method))
            updated.StatusCode = StatusCodes.Status201Created;
        return Task.CompletedTask;
    }
}
