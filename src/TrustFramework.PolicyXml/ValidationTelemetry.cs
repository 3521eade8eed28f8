using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TrustFramework.PolicyXml;

/// <summary>How long judging takes, for whoever listens to .NET's own sources and meters. Nobody listens unless the host wants it.</summary>
public static class ValidationTelemetry
{
    /// <summary>Of the activity source and the meter.</summary>
    public const string Name = "TrustFramework.PolicyXml";

    private static readonly ActivitySource ActivitySource = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "trustframework.policy.judgement.duration", "s", "How long the judgement of an uploaded policy took.");

    internal static ValidationResult Measure(Func<ValidationResult> validate)
    {
        using var activity = ActivitySource.StartActivity("judge policy");
        var begun = Stopwatch.GetTimestamp();
        var verdict = validate();
        var (accepted, rule) = (verdict.IsValid, verdict.Findings.IsEmpty ? null : verdict.Findings[0].RuleName);
        Duration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("trustframework.policy.accepted", accepted));
        activity?.SetTag("trustframework.policy.id", verdict.PolicyId).SetTag("trustframework.policy.accepted", accepted).SetTag("trustframework.policy.rule", rule);
        return verdict;
    }
}
