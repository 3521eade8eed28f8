using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Batches: conventions 4 [D]. Each request of a batch needs its own permission, the batch itself none.</summary>
internal static class BatchEndpoints
{
    /// <summary>4096 KB. [I]</summary>
    private const int MaxRequestBodySize = 4 * RequestBodyMetadata.DefaultMaxRequestBodySize;

    /// <param name="example">The path of a GET request that both versions have, relative to the version, for the OpenAPI document.</param>
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

    private static async Task<IResult> SendAsync(JsonBody<BatchRequest> body, BatchExecutor? executor)
    {
        if (executor is null)
            return GraphResults.Error(BatchErrors.BatchNested.CreateError());
        return BatchReader.Read(body.Value, executor.Version).TryGetValue(out var steps, out var error)
            ? GraphResults.Json(await executor.SendAsync(steps), GraphJson.Wire, (responses, _) => responses)
            : GraphResults.Error(error);
    }
}
