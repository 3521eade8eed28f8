using System.Text.Json.Serialization;
using System.Xml;
using TrustFramework.MockServer.Graph;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>
/// <c>behavior.visibleAfter</c>: eventual consistency. Readers see the writes of the request later. It has no
/// effect on the endpoints of the login service and of policies.
/// </summary>
internal sealed class VisibleAfterFault : FaultKind
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    public override bool IsIn(FaultResource rule) => rule.Behavior is not null;

    public override Result<FaultResource, string> Read(FaultResource rule) =>
        Duration.Read(rule.Behavior!.VisibleAfter) is { } delay && delay > TimeSpan.Zero && delay <= MaxDelay
            ? rule with { Behavior = new BehaviorResource { VisibleAfter = XmlConvert.ToString(delay) } }
            : "behavior.visibleAfter is a duration of up to an hour, such as PT5S.";

    public override string Describe(FaultResource rule) => "behavior visibleAfter";

    public override Task ApplyAsync(FaultHit hit, FaultTarget target, RequestDelegate next)
    {
        if (GraphRequestContext.Find(target.Context) is { Caller: { } caller } requestContext)
        {
            var delay = XmlConvert.ToTimeSpan(hit.Rule.Definition.Behavior!.VisibleAfter!);
            var earlier = target.Context.Features.Get<WriteDelay>();
            var longest = earlier?.Value > delay ? earlier : new WriteDelay(delay);
            target.Context.Features.Set(longest);
            requestContext.Caller = caller with { Tenant = caller.Tenant.WithWriteDelay(longest.Value) };
        }

        return next(target.Context);
    }

    /// <summary>Request feature: the longest delay of the rules applied so far.</summary>
    private sealed record WriteDelay(TimeSpan Value);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BehaviorResource
{
    /// <summary>The time, by the tenant's clock, until readers see what the request writes.</summary>
    public string? VisibleAfter { get; init; }
}
