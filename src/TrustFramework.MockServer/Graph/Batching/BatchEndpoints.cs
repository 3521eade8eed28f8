using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Several requests in one: conventions 4 [D]. Each asks for its own permission; the batch itself for none.</summary>
internal static class BatchEndpoints
{
    /// <summary>4096 KB. [I]</summary>
    private const int MostBytes = 4 * BodyRule.MaxBytes;

    /// <param name="example">An address behind either version, for the documents.</param>
    public static void MapBatches(this IEndpointRouteBuilder routes, string example)
    {
        foreach (var version in new[] { GraphRoutes.Version, GraphRoutes.Released })
        {
            routes.MapPost($"{version}/$batch", Send)
                .WithTags("Batch")
                .WithMetadata(new BodyRule
                {
                    Most = MostBytes,
                    Misshapen = BatchReader.Misshapen,
                })
                .Is(BatchOperation.Under(version, example));
        }
    }

    private static async Task<IResult> Send(JsonBody<BatchRequest> body, BatchRun? run) =>
        run is null ? Answers.Refuse(Batches.BatchNested.With())
        : BatchReader.Read(body.Value, run.Version, out var steps) is { } refused ? Answers.Refuse(refused)
        : Answers.Json(Outcome.Of(await run.SendAsync(steps)), GraphJson.Wire, (answer, _) => answer);
}
