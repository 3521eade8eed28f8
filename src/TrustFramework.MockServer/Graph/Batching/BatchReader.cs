using System.Text.Json;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Validates a batch. If one request is invalid, none is sent: conventions 4 [D].</summary>
internal static class BatchReader
{
    private const int MaxRequests = 20;

    /// <summary>The error for JSON that is not a batch.</summary>
    public static GraphError InvalidShape { get; } = CreateInvalidError(
        "A batch is {\"requests\":[…]}. id, method, url and header values are strings; dependsOn is an array of strings.");

    /// <param name="version">The version prefix of the batch, with its slash.</param>
    public static Result<IReadOnlyList<BatchStep>, GraphError> Read(BatchRequest batch, string version)
    {
        if (batch.Requests is not { Count: > 0 } requests)
            return InvalidShape;
        if (requests.Count > MaxRequests)
            return BatchErrors.BatchTooLong.CreateError(MaxRequests);
        var steps = new List<BatchStep>();
        foreach (var request in requests)
        {
            if (request is not { Id: { Length: > 0 } id })
                return CreateInvalidError("A request has no id.");
            if (steps.Exists(step => step.HasId(id)))
                return BatchErrors.BatchIdNotUnique.CreateError(id);
            if (!ReadStep(request, id, version).TryGetValue(out var next, out var error))
                return error;
            if (request.DependsOn?.Any(dependency => !steps.Exists(step => step.HasId(dependency))) == true)
                return BatchErrors.BatchDependencyInvalid.CreateError(id) with { Hint = "dependsOn must name an earlier request of the batch." };
            steps.Add(next);
        }

        return HasSupportedOrder(requests, steps)
            ? Result<IReadOnlyList<BatchStep>, GraphError>.Success(steps)
            : BatchErrors.BatchOrderMixed.CreateError() with
            {
                Hint = "Either no request has dependsOn, or all except the first have it, and each names the request before it, or each names the first.",
            };
    }

    /// <summary>Every dependency is known to be an earlier request.</summary>
    private static bool HasSupportedOrder(IReadOnlyList<BatchItemRequest?> requests, List<BatchStep> steps)
    {
        if (requests.All(request => request!.DependsOn is null or []))
            return true;
        var dependencies = requests.Skip(1).Select(request => request!.DependsOn is [var single] ? single : null).ToList();
        return dependencies.Zip(steps, (dependency, previous) => previous.HasId(dependency)).All(isPrevious => isPrevious)
            || dependencies.TrueForAll(steps[0].HasId);
    }

    private static Result<BatchStep, GraphError> ReadStep(BatchItemRequest request, string id, string version)
    {
        var method = request.Method ?? "";
        var isWrite = HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method);
        if (!isWrite && !HttpMethods.IsGet(method) && !HttpMethods.IsDelete(method))
            return CreateInvalidError($"The method of request '{id}' must be GET, POST, PUT, PATCH or DELETE.");
        if (BatchUrl.Parse(request.Url ?? "", version) is not { } url)
            return CreateInvalidError($"The url of request '{id}' is not relative to {version}, is too long or contains control characters.");
        if (url.IsBatch)
            return BatchErrors.BatchNested.CreateError();
        if (!BatchHeaders.TryRead(request.Headers, out var headers))
            return CreateInvalidError($"Request '{id}' has an invalid header.");
        var step = new BatchStep(id, method.ToUpperInvariant(), url) { Headers = headers, DependsOn = request.DependsOn is [var single] ? single : null };
        // The body of a GET or a DELETE is ignored. [I]
        return isWrite ? ReadBody(request, id, headers).Map(body => step with { Body = body }) : step;
    }

    private static Result<byte[], GraphError> ReadBody(BatchItemRequest request, string id, IHeaderDictionary headers)
    {
        var contentType = headers.ContentType.ToString();
        if (contentType.Length == 0)
            return BatchErrors.BatchContentTypeMissing.CreateError(id);
        if (request.Body.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return BatchErrors.BatchBodyMissing.CreateError(id) with { Hint = "An action without parameters needs the body {}." };
        return BatchBody.Decode(request.Body, contentType) is { } body
            ? body
            : CreateInvalidError($"The body of request '{id}' is neither base64 nor, as its Content-Type requires, JSON.");
    }

    private static GraphError CreateInvalidError(string hint) => BatchErrors.BatchInvalid.CreateError() with { Hint = hint };
}
