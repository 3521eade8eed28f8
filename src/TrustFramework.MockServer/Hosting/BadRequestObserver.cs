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
/// Writes Graph's error envelope for malformed HTTP requests. Kestrel refuses them without a body before any middleware runs, but every error
/// must have the envelope (conventions 0 #1). Kestrel raises a diagnostic event before it responds; this observer responds in its place.
/// </summary>
internal sealed partial class BadRequestObserver(
    IServiceProvider services, DiagnosticListener kestrel, IRandomSource random, TimeProvider time, ILogger<BadRequestObserver> logger)
    : IHostedService, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string EventName = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private IDisposable? _subscription;

    /// <summary>Subscribes to one event only: the others would add a cost to each request.</summary>
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
            || features.Get<IHttpRequestFeature>() is { Protocol: var protocol } && HttpProtocol.IsHttp2(protocol) // HTTP/2 reports errors in frames
            || features.Get<IConnectionTransportFeature>()?.Transport.Output is not SealablePipeWriter connection)
        {
            return;
        }

        var exception = features.Get<IBadRequestExceptionFeature>()?.Error as BadHttpRequestException;
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = body;
        var status = exception?.StatusCode ?? StatusCodes.Status400BadRequest;
        var error = (GraphErrorCatalog.BadRequest with { Status = status }).CreateError(exception?.Message ?? "");
        Log.Rejected(logger, status, error.Message);
        // Writes to memory and reads the server's clock, not the store's, so the task is complete when the call returns.
        _ = new GraphRequestContextMiddleware(
            async current =>
            {
                await GraphErrorWriter.WriteAsync(current, error, time.GetUtcNow());
                await current.Response.CompleteAsync();
            },
            random).InvokeAsync(context);
        connection.WriteFinal([.. Encoding.Latin1.GetBytes(FormatHeaders(context.Response, body.Length)), .. body.ToArray()]);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static string FormatHeaders(HttpResponse response, long length)
    {
        var headers = new StringBuilder();
        headers.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}\r\n");
        foreach (var (name, value) in response.Headers)
            headers.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        headers.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\nConnection: close\r\n\r\n");
        return headers.ToString();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Malformed HTTP request: {Status} · {Reason:l}")]
        public static partial void Rejected(ILogger logger, int status, string reason);
    }
}
