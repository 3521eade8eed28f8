using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Healthy when the server responds on each of its addresses. The check sends one request to each address, as a client does. After the first
/// success it does not repeat them.
/// </summary>
internal sealed partial class ListenersHealthCheck(
    IServer server, MockServerOptions options, ServerCertificate certificate, ILogger<ListenersHealthCheck> logger) : IHealthCheck
{
    private readonly Lock _lock = new();
    private Task<string?>? _check;
    private volatile bool _hasSucceeded;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        _hasSucceeded || await RunAsync().WaitAsync(cancellationToken) is not { } error ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(error);

    /// <summary>Null on success, otherwise which addresses do not respond. Concurrent callers share one run.</summary>
    private Task<string?> RunAsync()
    {
        lock (_lock)
            return _check = _check is null or { IsCompleted: true } ? CheckAllAddressesAsync() : _check;
    }

    private async Task<string?> CheckAllAddressesAsync()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var errors = (await Task.WhenAll(addresses.Select(CheckAddressAsync))).OfType<string>().ToList();
        _hasSucceeded = errors.Count == 0;
        if (_hasSucceeded)
            return null;
        var reason = string.Join("; ", errors);
        Log.NotReady(logger, reason);
        return reason;
    }

    private async Task<string?> CheckAddressAsync(string url)
    {
        var address = BindingAddress.Parse(url);
        using var handler = SelfAddress.CreateHandler(address);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, received, _, _) => certificate.IsSameCertificate(received);
        using var client = new HttpClient(handler) { Timeout = options.HealthTimeout };
        using var request = new HttpRequestMessage(HttpMethod.Get, SelfAddress.GetUri(address, HealthEndpoints.Live));
        if (options.Intercept && address.Port == options.ProxyPort)
            UseProxy(handler, request);
        try
        {
            using var response = await client.SendAsync(request);
            return response.IsSuccessStatusCode ? null : $"{url} responds with {(int)response.StatusCode}";
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return $"{url} does not respond: {exception.Message}";
        }
    }

    /// <summary>Sends the request to a real host through the proxy. Its Host header makes it a request to this server.</summary>
    private static void UseProxy(SocketsHttpHandler handler, HttpRequestMessage request)
    {
        var proxy = new UriBuilder(request.RequestUri!) { Scheme = Uri.UriSchemeHttp, Path = "" }.Uri;
        (handler.UseProxy, handler.Proxy) = (true, new WebProxy(proxy));
        request.Headers.Host = "localhost";
        request.RequestUri = new UriBuilder(Uri.UriSchemeHttps, MicrosoftHosts.Intercepted[0]) { Path = HealthEndpoints.Live }.Uri;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Not ready: {Reason:l}")]
        public static partial void NotReady(ILogger logger, string reason);
    }
}
