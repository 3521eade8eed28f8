using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TrustFramework.PolicyXml;

/// <summary>Measures validations with an activity source and a meter. The host decides whether to collect them.</summary>
public static class ValidationTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "TrustFramework.PolicyXml";

    private static readonly ActivitySource ActivitySource = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "trustframework.policy.validation.duration", "s", "Duration of the validation of a policy.");

    internal static ValidationResult Measure(Func<ValidationResult> validate)
    {
        using var activity = ActivitySource.StartActivity("validate policy");
        var start = Stopwatch.GetTimestamp();
        var result = validate();
        var rule = result.Findings.IsEmpty ? null : result.Findings[0].RuleName;
        Duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("trustframework.policy.accepted", result.IsValid));
        activity?.SetTag("trustframework.policy.id", result.PolicyId).SetTag("trustframework.policy.accepted", result.IsValid).SetTag("trustframework.policy.rule", rule);
        return result;
    }
}
