using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>
/// A handler's parameter: sends the requests of a batch, each through all that a request of its own would pass. Of the batch's own
/// request it has the bearer, the connection and the id that the client gave to it; nothing that a stage has left there comes along.
/// </summary>
internal sealed partial class BatchExecutor(HttpContext batch, ReentryFeature entrance, ILogger<BatchExecutor> logger) : IBindableFromHttpContext<BatchExecutor>
{
    /// <summary>The weaker of its two names: what a request of the batch says of itself comes first.</summary>
    private const string ClientRequestIdHeader = "x-ms-client-request-id";

    private readonly IServiceProvider _services = batch.RequestServices;
    private readonly CancellationToken _requestAborted = batch.RequestAborted;
    private readonly GraphRequestContext _requestContext = GraphRequestContext.Get(batch);
    private readonly StringValues _authorization = batch.Request.Headers.Authorization;
    private readonly string _protocol = batch.Request.Protocol;
    private readonly IHttpConnectionFeature? _connection = batch.Features.Get<IHttpConnectionFeature>();

    /// <summary>With its slash.</summary>
    public string Version { get; } = ODataContext.FromRequest(batch.Request).Version;

    /// <summary>Null for a request that is itself one of a batch: it has not come in by the door.</summary>
    public static ValueTask<BatchExecutor?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(
        context.Features.Get<ReentryFeature>() is { } entrance
            ? new BatchExecutor(context, entrance, context.RequestServices.GetRequiredService<ILogger<BatchExecutor>>())
            : null);

    /// <summary>Fully parallel or fully sequential, as the requests depend on each other; the answers in the order of the requests. [I]</summary>
    public async Task<BatchResponseResource> SendAsync(IReadOnlyList<BatchStep> steps)
    {
        if (steps.Count(step => step.Url.HasVersion) is > 0 and var named)
            Log.VersionInUrl(logger, named, steps.Count, _requestContext.RequestId, Version);
        return new BatchResponseResource(steps.All(step => step.DependsOn is null)
            ? await Task.WhenAll(steps.Select(step => Task.Run(() => SendAsync(step), _requestAborted)))
            : await SendSequentiallyAsync(steps));
    }

    private async Task<IReadOnlyList<BatchItemResource>> SendSequentiallyAsync(IReadOnlyList<BatchStep> steps)
    {
        var answers = new List<BatchItemResource>(steps.Count);
        foreach (var step in steps)
        {
            var hasFailed = steps.Zip(answers).Any(before => before.First.HasId(step.DependsOn) && before.Second.Status >= StatusCodes.Status400BadRequest);
            answers.Add(hasFailed ? await CreateErrorAsync(step, BatchErrors.FailedDependency.CreateError()) : await SendAsync(step));
        }

        return answers;
    }

    private async Task<BatchItemResource> SendAsync(BatchStep step)
    {
        using var answer = new BufferedResponse(_requestAborted);
        var context = CreateContext(step, answer);
        await entrance.Next(context);
        var isWhole = await answer.CompleteAsync(context.Response);
        _requestAborted.ThrowIfCancellationRequested();
        // Between the client and the service there is the gateway, and it gives no broken answers. [I]
        return isWhole ? CreateItem(step, context.Response, answer) : await CreateErrorAsync(step, ServiceErrors.GatewayTimeout.CreateError(), GraphRequestContext.Find(context));
    }

    /// <param name="exchange">Of the request that was sent; null when none was.</param>
    private async Task<BatchItemResource> CreateErrorAsync(BatchStep step, GraphError problem, GraphRequestContext? exchange = null)
    {
        using var answer = new BufferedResponse(_requestAborted);
        var context = CreateContext(step, answer);
        exchange ??= GraphRequestContextMiddleware.CreateContext(context.Request.Headers, _services.GetRequiredService<IRandomSource>());
        exchange.Caller ??= _requestContext.Caller;
        GraphRequestContextMiddleware.Initialize(context, exchange);
        await GraphErrorWriter.WriteAsync(context, problem);
        await answer.CompleteAsync(context.Response);
        Log.ItemFailed(logger, step.Method, step.Url.Path.ToUriComponent(), problem.Definition.Status, problem.Message, exchange.RequestId);
        return CreateItem(step, context.Response, answer);
    }

    private DefaultHttpContext CreateContext(BatchStep step, BufferedResponse answer)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(CreateRequest(step));
        features.Set(_connection);
        features.Set(new BatchedRequestFeature());
        answer.AddTo(features);
        return new DefaultHttpContext(features) { RequestServices = _services, Request = { Host = entrance.Host, ContentLength = step.Body?.Length } };
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
            Scheme = entrance.Scheme,
            Method = step.Method,
            Path = Version + step.Url.Path.Value,
            QueryString = step.Url.Query.Value ?? "",
            RawTarget = Version + step.Url.Path.ToUriComponent() + step.Url.Query.Value,
            Headers = headers,
            Body = step.Body is { } body ? new MemoryStream(body, writable: false) : Stream.Null,
        };
    }

    private static BatchItemResource CreateItem(BatchStep step, HttpResponse response, BufferedResponse answer) => new(
        step.Id,
        response.StatusCode,
        BatchHeaders.GetResponseHeaders(response.Headers),
        answer.WrittenBytes.IsEmpty ? null : BatchBody.IsJson(response.ContentType) ? JsonNode.Parse(answer.WrittenBytes) : JsonValue.Create(Convert.ToBase64String(answer.WrittenBytes)));

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "{Named} of {All} requests in batch {RequestId} have {Version} in their url. It is left out here; the service was seen to look for a segment of that name. -> Make them relative to the version")]
        public static partial void VersionInUrl(ILogger logger, int named, int all, string requestId, string version);

        [LoggerMessage(LogLevel.Warning, "{Method} {Path} in a batch {Status} · {Reason} · {RequestId}")]
        public static partial void ItemFailed(ILogger logger, string method, string path, int status, string reason, string requestId);
    }
}
