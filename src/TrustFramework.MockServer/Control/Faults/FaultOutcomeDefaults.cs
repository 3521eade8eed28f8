using System.Collections.Frozen;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>What each kind of outcome says unless the rule says it otherwise.</summary>
internal static class FaultOutcomeDefaults
{
    private static readonly FrozenDictionary<FaultOutcomeKind, GraphErrorDefinition> Definitions = new Dictionary<FaultOutcomeKind, GraphErrorDefinition>
    {
        [FaultOutcomeKind.TooManyRequests] = ServiceErrors.TooManyRequests,
        [FaultOutcomeKind.ServiceUnavailable] = ServiceErrors.ServiceUnavailable,
        [FaultOutcomeKind.GatewayTimeout] = ServiceErrors.GatewayTimeout,
        [FaultOutcomeKind.InternalServerError] = ServiceErrors.InternalServerError,
        [FaultOutcomeKind.UnknownError] = ServiceErrors.UnknownError,
        [FaultOutcomeKind.Unauthorized] = GraphErrorCatalog.TokenExpired,
        [FaultOutcomeKind.ServiceProblem] = ServiceErrors.ServiceProblem,
    }.ToFrozenDictionary();

    private static readonly GraphErrorDefinition Custom = new(
        nameof(Custom), StatusCodes.Status400BadRequest, Provenance.Inferred, "BadRequest", "", Provenance.Inferred, "a fault rule", ErrorLayer.Gateway);

    public static int GetStatus(FaultOutcomeKind kind) =>
        kind == FaultOutcomeKind.SpuriousCreated ? StatusCodes.Status201Created : Definitions.GetValueOrDefault(kind, Custom).Status;

    /// <summary>Those that tell a client to come back: without a number of the rule's own, after this many seconds.</summary>
    public static int? GetRetryAfter(FaultOutcomeKind kind) =>
        kind is FaultOutcomeKind.TooManyRequests or FaultOutcomeKind.ServiceUnavailable ? 5 : null;

    public static GraphError CreateError(FaultOutcome outcome)
    {
        var entry = Definitions.GetValueOrDefault(outcome.Kind, Custom);
        return new GraphError(entry with { Status = outcome.Status, Code = outcome.Code ?? entry.Code }, outcome.Message ?? entry.MessageFormat);
    }
}
