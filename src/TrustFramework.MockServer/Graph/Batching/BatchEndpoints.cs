using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Several requests in one: conventions 4 [D]. Each asks for its own permission; the batch itself for none.</summary>
internal static class BatchEndpoints
{
    /// <summary>4096 KB. [I]</summary>
    private const int MaxRequestBodySize = 4 * RequestBodyMetadata.DefaultMaxRequestBodySize;

    /// <param name="example">An address behind either version, for the documents.</param>
    public static void MapBatches(this IEndpointRouteBuilder routes, string example)
    {
        foreach (var version in new[] { GraphRoutes.BetaPrefix, GraphRoutes.V1Prefix })
        {
            routes.MapPost($"{version}/$batch", SendAsync)
                .WithTags("Batch")
                .WithMetadata(new RequestBodyMetadata
                {
                    MaxRequestBodySize = MaxRequestBodySize,
                    InvalidShapeError = BatchReader.InvalidShape,
                })
                .WithOperation(BatchOperation.Create(version, example));
        }
    }

    private static async Task<IResult> SendAsync(JsonBody<BatchRequest> body, BatchExecutor? run) =>
        run is null ? GraphResults.Error(BatchErrors.BatchNested.CreateError())
        : BatchReader.Read(body.Value, run.Version, out var steps) is { } refused ? GraphResults.Error(refused)
        : GraphResults.Json(await run.SendAsync(steps), GraphJson.Wire, (answer, _) => answer);
}
