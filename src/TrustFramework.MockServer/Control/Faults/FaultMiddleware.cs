using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Describes a request of one of the emulated services.</summary>
internal delegate ValueTask<FaultTarget> FaultTargetFactory(HttpContext context);

/// <summary>Finds the rules that apply to a request and applies their faults in order. Like a gateway, it runs before authorization.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultTargetFactory getTargetAsync, FaultRuleMatcher rules)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var target = await getTargetAsync(context);
        var hits = await rules.FindAsync(target);
        if (hits.Count > 0)
            Record(context, hits);
        var pipeline = hits.SelectMany(hit => hit.Rule.Kinds, (hit, kind) => (Hit: hit, Kind: kind)).Reverse()
            .Aggregate(next, (inner, fault) => _ => fault.Kind.ApplyAsync(fault.Hit, target, inner));
        await pipeline(context);
    }

    private static void Record(HttpContext context, IReadOnlyList<FaultHit> hits)
    {
        var injected = new InjectedFault(string.Join(", ", hits.Select(hit => hit.Rule.Id)), string.Join(", ", hits.Select(hit => hit.Rule.Describe())));
        context.Features.Set(injected);
        Telemetry.SetTag(context, Telemetry.FaultTag, injected.Description);
    }
}
