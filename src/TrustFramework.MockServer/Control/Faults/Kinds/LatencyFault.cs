using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary><c>latency</c>: delays the request. The delay follows the server's own clock.</summary>
internal sealed class LatencyFault : FaultKind
{
    private const int MaxMilliseconds = 5 * 60 * 1000;

    public override bool IsIn(FaultResource rule) => rule.Latency is not null;

    public override Result<FaultResource, string> Read(FaultResource rule)
    {
        if (rule.Latency is not ({ Milliseconds: not null, Least: null, Most: null } or { Milliseconds: null, Most: not null }))
            return "latency is {\"milliseconds\":500}, or a range: {\"least\":100,\"most\":300}.";
        var least = rule.Latency.Milliseconds ?? rule.Latency.Least ?? 0;
        var most = rule.Latency.Milliseconds ?? rule.Latency.Most ?? 0;
        return least >= 0 && most >= least && most <= MaxMilliseconds
            ? rule with { Latency = new LatencyResource { Least = least, Most = most } }
            : $"latency is from 0 to {MaxMilliseconds} milliseconds, and most is not less than least.";
    }

    public override string Describe(FaultResource rule) => "latency";

    public override async Task ApplyAsync(FaultHit hit, FaultTarget target, RequestDelegate next)
    {
        await InjectedDelay.WaitAsync(target.Context, GetDelay(hit.Rule.Definition, hit.Seen));
        await next(target.Context);
    }

    /// <summary>The complement of the seed gives numbers that are independent of the probability, which uses the seed itself.</summary>
    private static TimeSpan GetDelay(FaultResource rule, long seen)
    {
        var (least, most) = (rule.Latency!.Least!.Value, rule.Latency.Most!.Value);
        return TimeSpan.FromMilliseconds(least + ((most - least) * SeededRandom.GetDouble(~(rule.When?.Seed ?? 0), seen)));
    }
}

/// <summary><c>{"milliseconds":500}</c>, or a range in milliseconds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LatencyResource
{
    public int? Milliseconds { get; init; }

    public int? Least { get; init; }

    public int? Most { get; init; }
}
