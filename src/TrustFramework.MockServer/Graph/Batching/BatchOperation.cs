using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>What the documents say of batches.</summary>
internal static class BatchOperation
{
    private const string ResponseSample =
        """
        {
          "responses": [
            {
              "id": "1",
              "status": 200,
              "headers": { "Cache-Control": "no-cache", "Content-Type": "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8", "OData-Version": "4.0" },
              "body": { "value": [] }
            },
            { "id": "2", "status": 424, "headers": { "Content-Type": "application/json" }, "body": { "error": { "code": "FailedDependency", "message": "…" } } }
          ]
        }
        """;

    /// <param name="version">With its slash.</param>
    /// <param name="example">An address below it that can be read.</param>
    public static Operation Create(string version, string example) => new(
        version == GraphRoutes.V1Prefix ? "B1v1" : "B1",
        version == GraphRoutes.V1Prefix ? "Batch requests v1.0" : "Batch requests",
        Provenance.Documented,
        "What a batch is refused for was observed, unless it is marked otherwise.")
    {
        Description =
            """
            Up to 20 requests in one, each as if it came by itself: with an answer of its own, and its own permission. Its `url` is relative
            to the version. A body of JSON stands as it is, any other – a policy – as base64, in both directions. `dependsOn` names a
            request that must succeed before: nowhere; or in all but the first, each naming the one before it, or each the first.
            """,
        Request = Sample.Json<BatchRequest>(
            $$"""
            {
              "requests": [
                { "id": "1", "method": "GET", "url": "{{example}}" },
                { "id": "2", "method": "GET", "url": "{{example}}", "dependsOn": [ "1" ], "headers": { "Accept": "application/json" } }
              ]
            }
            """),
        Responses = [new SampleResponse(200, "The answers, whatever they are. A request whose dependency failed has 424.", Sample.Json<BatchResponseResource>(ResponseSample))],
        Refusals = [.. BatchErrors.All.Where(entry => entry != BatchErrors.FailedDependency)],
    };
}
