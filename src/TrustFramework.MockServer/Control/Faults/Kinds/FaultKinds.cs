using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>The registered kinds of faults.</summary>
internal static class FaultKinds
{
    private const int DefaultRetryAfter = 5;

    /// <summary>A rule with several kinds applies them in this order.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new LatencyFault(),
        new ErrorOutcome("tooManyRequests", ServiceErrors.TooManyRequests, DefaultRetryAfter),
        new ErrorOutcome("serviceUnavailable", ServiceErrors.ServiceUnavailable, DefaultRetryAfter),
        new ErrorOutcome("gatewayTimeout", ServiceErrors.GatewayTimeout),
        new ErrorOutcome("internalServerError", ServiceErrors.InternalServerError),
        // The service sends this code with an empty message: clients E-empty [O].
        new ErrorOutcome("unknownError", ServiceErrors.UnknownError),
        new ErrorOutcome("unauthorized", GraphErrorCatalog.TokenExpired),
        new ErrorOutcome("serviceProblem", ServiceErrors.ServiceProblem),
        new SpuriousCreatedOutcome(),
        new CustomOutcome(),
        new ConnectionResetFault(),
        new TruncatedBodyFault(),
        new SlowBodyFault(),
        new VisibleAfterFault(),
    ];

    /// <summary>The error for a member whose <c>kind</c> is missing or unknown.</summary>
    public static string DescribeNames<T>()
        where T : NamedFaultKind
    {
        var kinds = All.OfType<T>().ToArray();
        return $"$.{kinds[0].Member}.kind is one of {string.Join(", ", kinds.Select(kind => kind.Name))}.";
    }
}
