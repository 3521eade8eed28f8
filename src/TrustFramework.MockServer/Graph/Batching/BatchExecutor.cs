using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>
/// A handler's parameter: sends each request of a batch through the whole pipeline. From the batch it takes only the token, the connection
/// and the client's request id.
/// </summary>
internal sealed partial class BatchExecutor(HttpContext batch, ReentryFeature reentry, ILogger<BatchExecutor> logger) : IBindableFromHttpContext<BatchExecutor>
{
    /// <summary>A request's own <c>client-request-id</c> takes precedence over this header.</summary>
    private const string ClientRequestIdHeader = "x-ms-client-request-id";

    // Read once, because requests run in parallel and HttpContext is not thread-safe.
    private readonly IServiceProvider _services = batch.RequestServices;
    private readonly CancellationToken _requestAborted = batch.RequestAborted;
    private readonly GraphRequestContext _requestContext = GraphRequestContext.Get(batch);
    private readonly StringValues _authorization = batch.Request.Headers.Authorization;
    private readonly string _protocol = batch.Request.Protocol;
    private readonly IHttpConnectionFeature? _connection = batch.Features.Get<IHttpConnectionFeature>();

    /// <summary>The version prefix, with its slash.</summary>
    public string Version { get; } = ODataContext.FromRequest(batch.Request).Version;

    /// <summary>Null for a request that is itself part of a batch.</summary>
    public static ValueTask<BatchExecutor?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(
        context.Features.Get<ReentryFeature>() is { } reentry
            ? new BatchExecutor(context, reentry, context.RequestServices.GetRequiredService<ILogger<BatchExecutor>>())
            : null);

    /// <summary>Sends the requests in parallel, or one after the other if one depends on another. The responses have the order of the requests. [I]</summary>
    public async Task<BatchResponseResource> SendAsync(IReadOnlyList<BatchStep> steps)
    {
        if (steps.Count(step => step.Url.HasVersion) is > 0 and var count)
            Log.VersionInUrl(logger, count, steps.Count, _requestContext.RequestId, Version);
        return new BatchResponseResource(steps.All(step => step.DependsOn is null)
            ? await Task.WhenAll(steps.Select(step => Task.Run(() => SendAsync(step), _requestAborted)))
            : await SendSequentiallyAsync(steps));
    }

    private async Task<IReadOnlyList<BatchItemResource>> SendSequentiallyAsync(IReadOnlyList<BatchStep> steps)
    {
        var items = new List<BatchItemResource>(steps.Count);
        foreach (var step in steps)
        {
            var hasFailed = steps.Zip(items).Any(sent => sent.First.HasId(step.DependsOn) && sent.Second.Status >= StatusCodes.Status400BadRequest);
            items.Add(hasFailed ? await CreateErrorAsync(step, BatchErrors.FailedDependency.CreateError()) : await SendAsync(step));
        }

        return items;
    }

    private async Task<BatchItemResource> SendAsync(BatchStep step)
    {
        using var response = new BufferedResponse(_requestAborted);
        var context = CreateContext(step, response);
        await reentry.Next(context);
        var isComplete = await response.CompleteAsync(context.Response);
        _requestAborted.ThrowIfCancellationRequested();
        // The gateway does not pass on a broken response of the backend. [I]
        return isComplete
            ? CreateItem(step, context.Response, response)
            : await CreateErrorAsync(step, ServiceErrors.GatewayTimeout.CreateError(), GraphRequestContext.Find(context));
    }

    /// <param name="requestContext">Null for a request that was not sent.</param>
    private async Task<BatchItemResource> CreateErrorAsync(BatchStep step, GraphError error, GraphRequestContext? requestContext = null)
    {
        using var response = new BufferedResponse(_requestAborted);
        var context = CreateContext(step, response);
        requestContext ??= GraphRequestContextMiddleware.CreateContext(context.Request.Headers, _services.GetRequiredService<IRandomSource>());
        requestContext.Caller ??= _requestContext.Caller;
        GraphRequestContextMiddleware.Initialize(context, requestContext);
        await GraphErrorWriter.WriteAsync(context, error);
        await response.CompleteAsync(context.Response);
        Log.RequestFailed(logger, step.Method, step.Url.Path.ToUriComponent(), error.Definition.Status, error.Message, requestContext.RequestId);
        return CreateItem(step, context.Response, response);
    }

    private DefaultHttpContext CreateContext(BatchStep step, BufferedResponse response)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(CreateRequest(step));
        features.Set(_connection);
        features.Set(new BatchedRequestFeature());
        response.AddTo(features);
        return new DefaultHttpContext(features) { RequestServices = _services, Request = { Host = reentry.Host, ContentLength = step.Body?.Length } };
    }

    private HttpRequestFeature CreateRequest(BatchStep step)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        foreach (var (name, value) in step.Headers)
            headers[name] = value;
        headers.TryAdd(ClientRequestIdHeader, _requestContext.ClientRequestId);
        headers.Authorization = _authorization;
        return new HttpRequestFeature
        {
            Protocol = _protocol,
            Scheme = reentry.Scheme,
            Method = step.Method,
            Path = Version + step.Url.Path.Value,
            QueryString = step.Url.Query.Value ?? "",
            RawTarget = Version + step.Url.Path.ToUriComponent() + step.Url.Query.Value,
            Headers = headers,
            Body = step.Body is { } body ? new MemoryStream(body, writable: false) : Stream.Null,
        };
    }

    private static BatchItemResource CreateItem(BatchStep step, HttpResponse response, BufferedResponse buffer)
    {
        var bytes = buffer.WrittenBytes;
        var body = bytes.IsEmpty ? null : BatchBody.IsJson(response.ContentType) ? JsonNode.Parse(bytes) : JsonValue.Create(Convert.ToBase64String(bytes));
        return new BatchItemResource(step.Id, response.StatusCode, BatchHeaders.GetResponseHeaders(response.Headers), body);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "{Count} of {Total} requests in batch {RequestId:l} have {Version:l} in their url. The server ignores it, but the real service treats it as an unknown segment. -> Make the urls relative to the version")]
        public static partial void VersionInUrl(ILogger logger, int count, int total, string requestId, string version);

        [LoggerMessage(LogLevel.Warning, "{Method:l} {Path:l} in a batch {Status} · {Reason:l} · {RequestId:l}")]
        public static partial void RequestFailed(ILogger logger, string method, string path, int status, string reason, string requestId);
    }
}
