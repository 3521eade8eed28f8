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
internal sealed partial class BatchRun(HttpContext batch, Entrance entrance, ILogger<BatchRun> logger) : IBindableFromHttpContext<BatchRun>
{
    /// <summary>The weaker of its two names: what a request of the batch says of itself comes first.</summary>
    private const string ClientRequestId = "x-ms-client-request-id";

    private readonly IServiceProvider _services = batch.RequestServices;
    private readonly CancellationToken _aborted = batch.RequestAborted;
    private readonly Exchange _exchange = Exchange.Of(batch);
    private readonly StringValues _bearer = batch.Request.Headers.Authorization;
    private readonly string _protocol = batch.Request.Protocol;
    private readonly IHttpConnectionFeature? _connection = batch.Features.Get<IHttpConnectionFeature>();

    /// <summary>With its slash.</summary>
    public string Version { get; } = ODataContext.Of(batch.Request).Version;

    /// <summary>Null for a request that is itself one of a batch: it has not come in by the door.</summary>
    public static ValueTask<BatchRun?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(
        context.Features.Get<Entrance>() is { } entrance
            ? new BatchRun(context, entrance, context.RequestServices.GetRequiredService<ILogger<BatchRun>>())
            : null);

    /// <summary>Fully parallel or fully sequential, as the requests depend on each other; the answers in the order of the requests. [I]</summary>
    public async Task<BatchAnswerResource> SendAsync(IReadOnlyList<BatchStep> steps)
    {
        if (steps.Count(step => step.Url.NamesVersion) is > 0 and var named)
            Log.VersionNamed(logger, named, steps.Count, _exchange.RequestId, Version);
        return new BatchAnswerResource(steps.All(step => step.DependsOn is null)
            ? await Task.WhenAll(steps.Select(step => Task.Run(() => SendAsync(step), _aborted)))
            : await SendInOrderAsync(steps));
    }

    private async Task<IReadOnlyList<BatchItemResource>> SendInOrderAsync(IReadOnlyList<BatchStep> steps)
    {
        var answers = new List<BatchItemResource>(steps.Count);
        foreach (var step in steps)
        {
            var hasFailed = steps.Zip(answers).Any(before => before.First.IsCalled(step.DependsOn) && before.Second.Status >= StatusCodes.Status400BadRequest);
            answers.Add(hasFailed ? await RefuseAsync(step, Batches.FailedDependency.With()) : await SendAsync(step));
        }

        return answers;
    }

    private async Task<BatchItemResource> SendAsync(BatchStep step)
    {
        using var answer = new HeldAnswer(_aborted);
        var context = NewContext(step, answer);
        await entrance.Inside(context);
        var isWhole = await answer.CompleteAsync(context.Response);
        _aborted.ThrowIfCancellationRequested();
        // Between the client and the service there is the gateway, and it gives no broken answers. [I]
        return isWhole ? Told(step, context.Response, answer) : await RefuseAsync(step, Outages.GatewayTimeout.With(), Exchange.Find(context));
    }

    /// <param name="exchange">Of the request that was sent; null when none was.</param>
    private async Task<BatchItemResource> RefuseAsync(BatchStep step, Problem problem, Exchange? exchange = null)
    {
        using var answer = new HeldAnswer(_aborted);
        var context = NewContext(step, answer);
        exchange ??= EnvelopeStage.NewExchange(context.Request.Headers, _services.GetRequiredService<IRandomSource>());
        exchange.Caller ??= _exchange.Caller;
        EnvelopeStage.Open(context, exchange);
        await ProblemWriter.WriteAsync(context, problem);
        await answer.CompleteAsync(context.Response);
        Log.NotAnswered(logger, step.Method, step.Url.Path.ToUriComponent(), problem.Entry.Status, problem.Message, exchange.RequestId);
        return Told(step, context.Response, answer);
    }

    private DefaultHttpContext NewContext(BatchStep step, HeldAnswer answer)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(NewRequest(step));
        features.Set(_connection);
        features.Set(new FromBatch());
        answer.AddTo(features);
        return new DefaultHttpContext(features) { RequestServices = _services, Request = { Host = entrance.Host, ContentLength = step.Body?.Length } };
    }

    private HttpRequestFeature NewRequest(BatchStep step)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        foreach (var (name, value) in step.Headers)
            headers[name] = value;
        headers.TryAdd(ClientRequestId, _exchange.ClientRequestId);
        headers.Authorization = _bearer;
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

    private static BatchItemResource Told(BatchStep step, HttpResponse response, HeldAnswer answer) => new(
        step.Id,
        response.StatusCode,
        BatchHeaders.Told(response.Headers),
        answer.Written.IsEmpty ? null : BatchBody.IsJson(response.ContentType) ? JsonNode.Parse(answer.Written) : JsonValue.Create(Convert.ToBase64String(answer.Written)));

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "{Named} of {All} requests in batch {RequestId} have {Version} in their url. It is left out here; the service was seen to look for a segment of that name. -> Make them relative to the version")]
        public static partial void VersionNamed(ILogger logger, int named, int all, string requestId, string version);

        [LoggerMessage(LogLevel.Warning, "{Method} {Path} in a batch {Status} · {Reason} · {RequestId}")]
        public static partial void NotAnswered(ILogger logger, string method, string path, int status, string reason, string requestId);
    }
}
