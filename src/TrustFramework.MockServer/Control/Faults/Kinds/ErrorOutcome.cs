using System.Globalization;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>Returns an error of the service. The request is not handled.</summary>
internal class ErrorOutcome(string name, GraphErrorDefinition definition, int? defaultRetryAfter = null)
    : FaultOutcomeKind(name, definition.Status, defaultRetryAfter)
{
    public override Task ApplyAsync(FaultHit hit, FaultTarget target, RequestDelegate next)
    {
        var outcome = hit.Rule.Definition.Outcome!;
        if (outcome.RetryAfter is >= 0 and { } seconds)
            target.Context.Response.Headers.RetryAfter = FormatRetryAfter(seconds, outcome.RetryAfterAsDate == true, target.Context);
        return target.WriteErrorAsync(target.Context, CreateError(outcome) with { Hint = $"Injected by fault rule '{hit.Rule.Id}'." });
    }

    protected override string? Validate(FaultResource rule, OutcomeResource outcome) => 0 switch
    {
        _ when rule.Fault is not null || rule.Behavior is not null => "An outcome replaces the response. A rule with an outcome has neither fault nor behavior.",
        _ when outcome.Status is < 400 or > 599 => "outcome.status is from 400 to 599. For a spurious 201, use the kind spuriousCreated.",
        _ => null,
    };

    private GraphError CreateError(OutcomeResource outcome) =>
        new(definition with { Status = outcome.Status ?? definition.Status, Code = outcome.Code ?? definition.Code }, outcome.Message ?? definition.MessageFormat);

    private static string FormatRetryAfter(int seconds, bool isDate, HttpContext context) => isDate
        ? (context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() + TimeSpan.FromSeconds(seconds)).ToString("R", CultureInfo.InvariantCulture)
        : seconds.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Returns an error with the status, code and message of the rule. It is the kind of an outcome without a kind.</summary>
internal sealed class CustomOutcome() : ErrorOutcome("custom", Definition)
{
    private static readonly GraphErrorDefinition Definition = new(
        "Custom", StatusCodes.Status400BadRequest, Provenance.Inferred, "BadRequest", "", Provenance.Inferred, "a fault rule", ErrorLayer.Gateway);

    public override bool IsIn(FaultResource rule) => rule.Outcome is { Kind: null } || base.IsIn(rule);

    protected override string? Validate(FaultResource rule, OutcomeResource outcome) =>
        outcome.Status is null ? "outcome has a kind, or a status of its own from 400 to 599." : base.Validate(rule, outcome);
}
