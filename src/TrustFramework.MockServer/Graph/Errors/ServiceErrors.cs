using static TrustFramework.MockServer.Graph.Errors.ErrorLayer;
using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Outages and throttling. Apart from <see cref="GatewayTimeout"/> in a batch, they are returned only by injected faults.</summary>
internal static class ServiceErrors
{
    public static readonly GraphErrorDefinition TooManyRequests = new(
        nameof(TooManyRequests), 429, Observed, "TooManyRequests", "Too many requests. Please try again later.", Inferred, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition ServiceUnavailable = new(
        nameof(ServiceUnavailable), 503, Documented, "ServiceUnavailable", "The service is temporarily unavailable. Please retry after a few minutes.",
        Documented, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition GatewayTimeout = new(
        nameof(GatewayTimeout), 504, Documented, "GatewayTimeout", "The gateway did not receive an answer in time.", Inferred, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition InternalServerError = new(
        nameof(InternalServerError), 500, Documented, "InternalServerError", "The service has an internal error.", Inferred, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition UnknownError = new(
        nameof(UnknownError), 500, Inferred, "UnknownError", "", Observed, "clients E-empty", Gateway);

    public static readonly GraphErrorDefinition ServiceProblem = new(
        nameof(ServiceProblem), 500, Inferred, "AADB2C90063", "There is a problem with the service.", Observed, "clients E-ks6", Backend);

    public static IReadOnlyList<GraphErrorDefinition> All { get; } =
        [TooManyRequests, ServiceUnavailable, GatewayTimeout, InternalServerError, UnknownError, ServiceProblem];
}
