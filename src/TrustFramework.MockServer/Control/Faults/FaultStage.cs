using System.Globalization;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>How one of the emulated services is hit: who asks it, and how it says no.</summary>
/// <param name="SubjectAsync">Called once for each request.</param>
/// <param name="WriteAsync">Writes the error in the service's own shape.</param>
internal sealed record FaultSurface(Func<HttpContext, ValueTask<FaultSubject>> SubjectAsync, Func<HttpContext, GraphError, Task> WriteAsync);

/// <summary>Does to a request what the rules say, where a gateway would: before anybody asks who may.</summary>
internal sealed class FaultStage(RequestDelegate next, FaultSurface surface, FaultRules faults, DelayedStore delayed, BrokenAnswer broken, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var hits = await faults.FindAsync(await surface.SubjectAsync(context));
        if (hits.Count == 0)
        {
            await next(context);
            return;
        }

        var injected = new Injected(string.Join(", ", hits.Select(hit => hit.Rule.Id)), string.Join(", ", hits.Select(hit => hit.Rule.Describe())));
        context.Features.Set(injected);
        Telemetry.SetTag(context, Telemetry.FaultTag, injected.What);
        foreach (var hit in hits.Where(hit => hit.Rule.Latency is not null))
            await Task.Delay(hit.Rule.Latency!.Of(hit.Seen), time, context.RequestAborted);
        await AnswerAsync(context, hits);
    }

    private async Task AnswerAsync(HttpContext context, IReadOnlyList<Hit> hits)
    {
        var rule = hits[^1].Rule;
        var outcome = rule.Outcome;
        if (outcome is not null and not { Kind: FaultOutcomeKind.SpuriousCreated })
        {
            if (outcome.RetryAfter is { } seconds)
                context.Response.Headers.RetryAfter = RetryAfter(seconds, outcome.IsDate);
            await surface.WriteAsync(context, Outcomes.Problem(outcome) with { Hint = $"Injected by fault rule '{rule.Id}'." });
            return;
        }

        if (outcome is not null)
            context.Response.OnStarting(SayCreated, context.Response);
        if (hits.Max(hit => hit.Rule.VisibleAfter) is { } delay)
            delayed.Delay(delay);
        if (rule.Fault is { } fault)
            await broken.SendAsync(context, fault, next);
        else
            await next(context);
    }

    private string RetryAfter(int seconds, bool isDate) => isDate
        ? (time.GetUtcNow() + TimeSpan.FromSeconds(seconds)).ToString("R", CultureInfo.InvariantCulture)
        : seconds.ToString(CultureInfo.InvariantCulture);

    private static Task SayCreated(object response)
    {
        if (response is HttpResponse { StatusCode: StatusCodes.Status200OK } updated && HttpMethods.IsPut(updated.HttpContext.Request.Method))
            updated.StatusCode = StatusCodes.Status201Created;
        return Task.CompletedTask;
    }
}
