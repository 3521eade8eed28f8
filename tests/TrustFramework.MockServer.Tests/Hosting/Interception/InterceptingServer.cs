using System.Net;
using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Hosting.Interception;

/// <summary>One server in interception for all tests of this class, on free ports instead of 443 and 8888.</summary>
public sealed class InterceptingServer : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDataFolder _data = new();
    private readonly ReservedPort _port = new();
    private readonly ReservedPort _proxyPort = new();
    private InProcessServer? _server;

    public int Port => _port.Number;

    public int ProxyPort => _proxyPort.Number;

    internal InProcessServer Server => _server!;

    internal string CaPem => File.ReadAllText(_data.Path("data/intercept/ca.pem"));

    public async Task InitializeAsync() => _server = await _data.StartAsync(
        "--intercept", $"--MockServer:InterceptPort={Port}", $"--MockServer:ProxyPort={ProxyPort}", "--MockServer:PublicUrl=https://mock.example:9443");

    /// <summary>A client that reaches the server as the real hosts: by its port instead of 443, or through the proxy.</summary>
    internal HttpClient CreateClient(bool byProxy = false)
    {
        var handler = TemporaryDataFolder.CreateTrustingHandler(CaPem, byProxy ? null : Port);
        if (byProxy)
            (handler.UseProxy, handler.Proxy) = (true, new WebProxy($"http://127.0.0.1:{ProxyPort}"));
        return new HttpClient(handler);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public void Dispose()
    {
        _data.Dispose();
        _port.Dispose();
        _proxyPort.Dispose();
    }
}
