using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Whether the server answers where it listens, seen as a client would: one request to each address. It is made when readiness is first
/// asked for, since a start that nobody waits for in that way should not pay for it; having succeeded once it is not made again.
/// </summary>
internal sealed partial class SelfCheck(IServer server, MockServerOptions options, ServedCertificate served, ILogger<SelfCheck> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _turn = new();
    private Task<string?>? _look;
    private volatile bool _isSeen;

    /// <summary>Null when it answered everywhere, else where it did not. However many ask at once, one look is enough.</summary>
    public Task<string?> LookAsync()
    {
        if (_isSeen)
            return Task.FromResult<string?>(null);
        lock (_turn)
            return _look = _look is null or { IsCompleted: true } ? AskEverywhereAsync() : _look;
    }

    private async Task<string?> AskEverywhereAsync()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var silent = (await Task.WhenAll(addresses.Select(AskAsync))).OfType<string>().ToList();
        _isSeen = silent.Count == 0;
        if (_isSeen)
            return null;
        var what = string.Join("; ", silent);
        Log.Silent(logger, what);
        return what;
    }

    private async Task<string?> AskAsync(string address)
    {
        var door = BindingAddress.Parse(address);
        using var handler = OwnDoor.NewHandler(door);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => served.IsShownAs(shown);
        using var client = new HttpClient(handler) { Timeout = Patience };
        using var question = new HttpRequestMessage(HttpMethod.Get, OwnDoor.AddressOf(door, HealthEndpoints.Live));
        if (options.Intercept && door.Port == options.ProxyPort)
            AskThrough(handler, question);
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
    private static void AskThrough(SocketsHttpHandler handler, HttpRequestMessage question)
    {
        var proxy = new UriBuilder(question.RequestUri!) { Scheme = Uri.UriSchemeHttp, Path = "" }.Uri;
        (handler.UseProxy, handler.Proxy) = (true, new WebProxy(proxy));
        question.Headers.Host = "localhost";
        question.RequestUri = new UriBuilder(Uri.UriSchemeHttps, RealHosts.All[0]) { Path = HealthEndpoints.Live }.Uri;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Not ready: {What}")]
        public static partial void Silent(ILogger logger, string what);
    }
}
