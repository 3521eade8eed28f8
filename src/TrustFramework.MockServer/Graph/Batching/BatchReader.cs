using System.Text.Json;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>Wire to steps. One that is wrong, and nothing of the batch is sent: conventions 4 [D].</summary>
internal static class BatchReader
{
    private const int MaxRequests = 20;

    /// <summary>Also where JSON cannot be bound at all.</summary>
    public static GraphError InvalidShape { get; } = CreateInvalidError("A batch is {\"requests\":[…]}; id, method, url and the values of headers are strings, dependsOn is a list of them.");

    /// <summary>Null when all of them can be sent.</summary>
    /// <param name="version">The batch's own, with its slash.</param>
    public static GraphError? Read(BatchRequest wire, string version, out IReadOnlyList<BatchStep> steps)
    {
        var read = new List<BatchStep>();
        steps = read;
        if (wire.Requests is not { Count: > 0 } requests)
            return InvalidShape;
        if (requests.Count > MaxRequests)
            return BatchErrors.BatchTooLong.CreateError(MaxRequests);
        foreach (var request in requests)
        {
            if (request is not { Id: { Length: > 0 } id })
                return CreateInvalidError("A request has no id.");
            if (read.Exists(before => before.HasId(id)))
                return BatchErrors.BatchIdNotUnique.CreateError(id);
            if (Read(request, version, out var step) is { } wrong)
                return wrong;
            if (request.DependsOn?.Any(name => !read.Exists(before => before.HasId(name))) == true)
                return BatchErrors.BatchDependencyInvalid.CreateError(id) with { Hint = "dependsOn names requests that stand before it." };
            read.Add(step!);
        }

        return HasSupportedOrder(requests, read) ? null : BatchErrors.BatchOrderMixed.CreateError() with
        {
            Hint = "Either no request has dependsOn, or all but the first have: each the one before it, or each the first.",
        };
    }

    /// <summary>What they depend on is known to stand before them.</summary>
    private static bool HasSupportedOrder(IReadOnlyList<BatchItemRequest?> requests, List<BatchStep> steps)
    {
        if (requests.All(request => request!.DependsOn is null or []))
            return true;
        var named = requests.Skip(1).Select(request => request!.DependsOn is [var single] ? single : null).ToList();
        return named.Zip(steps, (name, before) => before.HasId(name)).All(isBefore => isBefore) || named.TrueForAll(steps[0].HasId);
    }

    private static GraphError? Read(BatchItemRequest wire, string version, out BatchStep? step)
    {
        step = null;
        var method = wire.Method ?? "";
        var isWriting = HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method);
        if (!isWriting && !HttpMethods.IsGet(method) && !HttpMethods.IsDelete(method))
            return CreateInvalidError($"The method of request '{wire.Id}' is none of GET, POST, PUT, PATCH and DELETE.");
        if (BatchUrl.Parse(wire.Url ?? "", version) is not { } url)
            return CreateInvalidError($"The url of request '{wire.Id}' is not relative to {version}, or is too long.");
        if (url.IsBatch)
            return BatchErrors.BatchNested.CreateError();
        if (!BatchHeaders.TryRead(wire.Headers, out var headers))
            return CreateInvalidError($"A header of request '{wire.Id}' could stand in no request.");
        step = new BatchStep(wire.Id!, method.ToUpperInvariant(), url) { Headers = headers, DependsOn = wire.DependsOn is [var single] ? single : null };
        return isWriting ? ReadBody(wire, headers, ref step) : null;
    }

    /// <summary>That of a GET or a DELETE means nothing, and is not read. [I]</summary>
    private static GraphError? ReadBody(BatchItemRequest wire, IHeaderDictionary headers, ref BatchStep step)
    {
        var type = headers.ContentType.ToString();
        if (type.Length == 0)
            return BatchErrors.BatchContentTypeMissing.CreateError(wire.Id);
        if (wire.Body.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return BatchErrors.BatchBodyMissing.CreateError(wire.Id) with { Hint = "An action that reads nothing wants {} all the same." };
        if (BatchBody.Decode(wire.Body, type) is not { } body)
            return CreateInvalidError($"The body of request '{wire.Id}' is neither JSON, as its Content-Type would have it, nor base64.");
        step = step with { Body = body };
        return null;
    }

    private static GraphError CreateInvalidError(string why) => BatchErrors.BatchInvalid.CreateError() with { Hint = why };
}
