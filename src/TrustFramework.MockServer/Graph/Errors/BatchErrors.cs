using static TrustFramework.MockServer.Graph.Errors.ErrorLayer;
using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Errors of a batch as a whole, and <see cref="FailedDependency"/>, which only a request in a batch gets: conventions 4.</summary>
internal static class BatchErrors
{
    public static readonly GraphErrorDefinition BatchInvalid = new(
        nameof(BatchInvalid), 400, Observed, "BadRequest", "Invalid batch payload format.", Observed, "microsoftgraph/msgraph-sdk-javascript#1451", Gateway);

    public static readonly GraphErrorDefinition BatchTooLong = new(
        nameof(BatchTooLong), 400, Observed, "MaximumValueExceeded", "Number of batch request steps exceeds the maximum value of {0}.",
        Observed, "conventions 4", Gateway,
        20);

    public static readonly GraphErrorDefinition BatchIdNotUnique = new(
        nameof(BatchIdNotUnique), 400, Observed, "BadRequest", "Request Id {0} has to be unique in a batch.", Observed, "microsoftgraph/msgraph-sdk-java#559", Gateway,
        "1");

    public static readonly GraphErrorDefinition BatchContentTypeMissing = new(
        nameof(BatchContentTypeMissing), 400, Observed, "BadRequest", "Write request with id '{0}' does not contain a Content-Type header.",
        Observed, "conventions 4", Gateway,
        "1");

    public static readonly GraphErrorDefinition BatchBodyMissing = new(
        nameof(BatchBodyMissing), 400, Observed, "BadRequest", "Write request id : {0} does not contain Content-Type header or body.",
        Observed, "microsoftgraph/msgraph-sdk-dotnet#2628", Gateway,
        "1");

    public static readonly GraphErrorDefinition BatchNested = new(
        nameof(BatchNested), 400, Inferred, "BadRequest", "A batch cannot be a request of another batch.", Inferred, "conventions 4", Gateway);

    public static readonly GraphErrorDefinition BatchDependencyInvalid = new(
        nameof(BatchDependencyInvalid), 400, Inferred, "BadRequest", "Invalid dependency for request Id {0}.",
        Inferred, "the first words: microsoftgraph/msgraph-sdk-dotnet-core#891", Gateway,
        "2");

    public static readonly GraphErrorDefinition BatchOrderMixed = new(
        nameof(BatchOrderMixed), 400, Observed, "BadRequest", "Batch should be either fully sequential or fully parallel.",
        Observed, "microsoftgraph/microsoft-graph-docs#16280", Gateway);

    public static readonly GraphErrorDefinition FailedDependency = new(
        nameof(FailedDependency), 424, Documented, "FailedDependency", "The request was not sent, since it depends on a request that failed.",
        Inferred, "conventions 1.3", Gateway);

    public static IReadOnlyList<GraphErrorDefinition> All { get; } =
        [BatchInvalid, BatchTooLong, BatchIdNotUnique, BatchContentTypeMissing, BatchBodyMissing, BatchNested, BatchDependencyInvalid, BatchOrderMixed, FailedDependency];
}
