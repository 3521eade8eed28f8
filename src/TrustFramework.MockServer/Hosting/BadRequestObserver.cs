using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// What Kestrel cannot read as HTTP never reaches a stage, and Kestrel refuses it without a body. It tells of it first: the
/// envelope is written then, in its place, since no answer may go without (conventions 0 #1).
/// </summary>
internal sealed partial class BadRequestObserver(
    IServiceProvider services, DiagnosticListener kestrel, IRandomSource random, ILogger<BadRequestObserver> logger)
    : IHostedService, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string EventName = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private IDisposable? _subscription;

    /// <summary>Subscribes to this one event: others would cost something on each request.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = kestrel.Subscribe(this, name => name == EventName);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _subscription?.Dispose();

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not IFeatureCollection features
            || features.Get<IHttpResponseFeature>() is not { HasStarted: false }
            || features.Get<IHttpRequestFeature>() is { Protocol: var protocol } && HttpProtocol.IsHttp2(protocol) // it has frames, and a say of its own
            || features.Get<IConnectionTransportFeature>()?.Transport.Output is not SealablePipeWriter connection)
        {
            return;
        }

        var rejected = features.Get<IBadRequestExceptionFeature>()?.Error as BadHttpRequestException;
        using var body = new MemoryStream();
        var answer = new DefaultHttpContext { RequestServices = services };
        answer.Response.Body = body;
        var status = rejected?.StatusCode ?? StatusCodes.Status400BadRequest;
        var problem = (GraphErrorCatalog.BadRequest with { Status = status }).CreateError(rejected?.Message ?? "");
        Log.Rejected(logger, status, problem.Message);
        // Into memory, so it has ended when it returns.
        _ = new GraphRequestContextMiddleware(
            async context =>
            {
                await GraphErrorWriter.WriteAsync(context, problem);
                await context.Response.CompleteAsync();
            },
            random).InvokeAsync(answer);
        connection.WriteFinal([.. Encoding.Latin1.GetBytes(FormatHeaders(answer.Response, body.Length)), .. body.ToArray()]);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static string FormatHeaders(HttpResponse response, long length)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}\r\n");
        foreach (var (name, value) in response.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\nConnection: close\r\n\r\n");
        return head.ToString();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A request that is no HTTP {Status} · {Reason}")]
        public static partial void Rejected(ILogger logger, int status, string reason);
    }
}
