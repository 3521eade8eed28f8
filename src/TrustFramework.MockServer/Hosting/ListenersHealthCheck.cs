using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Healthy once the server was seen to answer at each of its addresses, as a client would see it: one request to each. After the first
/// success it does not ask again.
/// </summary>
internal sealed partial class ListenersHealthCheck(
    IServer server, MockServerOptions options, ServerCertificate certificate, ILogger<ListenersHealthCheck> logger) : IHealthCheck
{
    private readonly Lock _lock = new();
    private Task<string?>? _check;
    private volatile bool _hasSucceeded;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        _hasSucceeded || await RunAsync().WaitAsync(cancellationToken) is not { } silent ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(silent);

    /// <summary>Null when it answered everywhere, else where it did not. Callers at the same time share one run.</summary>
    private Task<string?> RunAsync()
    {
        lock (_lock)
            return _check = _check is null or { IsCompleted: true } ? CheckAllAddressesAsync() : _check;
    }

    private async Task<string?> CheckAllAddressesAsync()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var silent = (await Task.WhenAll(addresses.Select(CheckAddressAsync))).OfType<string>().ToList();
        _hasSucceeded = silent.Count == 0;
        if (_hasSucceeded)
            return null;
        var what = string.Join("; ", silent);
        Log.NotReady(logger, what);
        return what;
    }

    private async Task<string?> CheckAddressAsync(string address)
    {
        var door = BindingAddress.Parse(address);
        using var handler = SelfAddress.CreateHandler(door);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.IsSameCertificate(shown);
        using var client = new HttpClient(handler) { Timeout = options.HealthTimeout };
        using var question = new HttpRequestMessage(HttpMethod.Get, SelfAddress.GetUri(door, HealthEndpoints.Live));
        if (options.Intercept && door.Port == options.ProxyPort)
            UseProxy(handler, question);
        try
        {
            using var answer = await client.SendAsync(question);
            return answer.IsSuccessStatusCode ? null : $"{address} answers {(int)answer.StatusCode}";
        }
        catch (Exception unheard) when (unheard is HttpRequestException or TaskCanceledException)
        {
            return $"{address} does not answer: {unheard.Message}";
        }
    }

    /// <summary>At the proxy's door one asks for a real host, and behind it for this server.</summary>
    private static void UseProxy(SocketsHttpHandler handler, HttpRequestMessage question)
    {
        var proxy = new UriBuilder(question.RequestUri!) { Scheme = Uri.UriSchemeHttp, Path = "" }.Uri;
        (handler.UseProxy, handler.Proxy) = (true, new WebProxy(proxy));
        question.Headers.Host = "localhost";
        question.RequestUri = new UriBuilder(Uri.UriSchemeHttps, MicrosoftHosts.Intercepted[0]) { Path = HealthEndpoints.Live }.Uri;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Not ready: {What}")]
        public static partial void NotReady(ILogger logger, string what);
    }
}
