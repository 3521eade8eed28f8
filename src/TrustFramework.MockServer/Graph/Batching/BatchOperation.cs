using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>The metadata of the batch endpoints.</summary>
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

    /// <param name="version">The version prefix, with its slash.</param>
    /// <param name="example">The path of a GET request, relative to the version.</param>
    public static Operation Create(string version, string example) => new Operation(
        "B1",
        "Batch requests",
        Provenance.Documented,
        "The errors were observed, unless they are marked otherwise.")
    {
        Description =
            """
            Sends up to 20 requests in one. Each request has its own response and needs its own permission. Its `url` is relative
            to the version. A JSON body is included as it is; any other body, such as a policy, is base64, in both directions. `dependsOn`
            names a request that must succeed first. Either no request has it, or all except the first have it, and each names the request before it,
            or each names the first.
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
        Responses = [new SampleResponse(200, "The responses, successful or not. The status is 424 when the request that it depends on failed.", Sample.Json<BatchResponseResource>(ResponseSample))],
        Refusals = [.. BatchErrors.All.Where(entry => entry != BatchErrors.FailedDependency)],
    }.ForVersion(version);
}
