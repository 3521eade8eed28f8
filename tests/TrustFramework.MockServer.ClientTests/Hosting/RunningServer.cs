using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Identity.Client;
using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.Tests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>
/// The built server with real TLS and its own CA, and clients that trust this CA. Clients in this process trust it by their handlers.
/// A program in its own process trusts it by SSL_CERT_FILE.
/// </summary>
internal sealed partial class RunningServer : IAsyncDisposable, IMsalHttpClientFactory
{
    private readonly ServerProcess _process;
    private readonly DirectoryInfo _data;
    private readonly X509Certificate2 _ca;
    private readonly HttpClient _http;

    private RunningServer(ServerProcess process, DirectoryInfo data, string ca)
    {
        _process = process;
        _data = data;
        _ca = X509Certificate2.CreateFromPem(ca);
        _http = NewHttpClient();
        Transport = new HttpClientTransport(NewHandler());
    }

    /// <summary>Like <c>https://localhost:8443/</c>, with another port.</summary>
    public Uri Address => new($"https://localhost:{SecurePort().Match(_process.Output).Groups["port"].Value}");

    public Uri HttpAddress => _process.Address;

    public string BaseUrl => new Uri(Address, "beta").ToString();

    /// <summary>The CA that the server returns from /_mock/ca.pem.</summary>
    public string CaFile => Path.Combine(_data.FullName, "downloaded-ca.pem");

    /// <summary>Everything that the server has printed so far.</summary>
    public string Output => _process.Output;

    /// <summary>For clients of Azure.Identity.</summary>
    public HttpClientTransport Transport { get; }

    public static async Task<RunningServer> StartAsync(params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory();
        var process = await ServerProcess.StartAsync(
            ["--urls=http://127.0.0.1:0;https://127.0.0.1:0", $"--MockServer:DataFolder={data.FullName}", .. settings]);
        if (!SecurePort().IsMatch(process.Output))
            throw new InvalidOperationException(process.Output);
        using var http = new HttpClient();
        var ca = await http.GetStringAsync(new Uri(process.Address, "/_mock/ca.pem"));
        var server = new RunningServer(process, data, ca);
        await File.WriteAllTextAsync(server.CaFile, ca);
        return server;
    }

    /// <summary>Creates a handler without Graph's middleware.</summary>
    public HttpMessageHandler NewHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _ca },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    /// <summary>Creates a client with Graph's middleware, as GraphServiceClient does by default.</summary>
    public HttpClient NewHttpClient() => GraphClientFactory.Create(finalHandler: NewHandler());

    /// <summary>Creates a Graph client as in conventions 9.2. The list must contain the host without its port, or the SDK omits the token.</summary>
    public GraphServiceClient Graph(TokenCredential credential) => new(
        NewHttpClient(),
        new AzureIdentityAuthenticationProvider(credential, ["localhost"], null, true, "https://graph.microsoft.com/.default"),
        BaseUrl);

    public TrustFrameworkApi TrustFramework(TokenCredential credential) => new(Graph(credential));

    /// <summary>Waits for the first line of the log that contains a text.</summary>
    public Task<string> WaitForLineAsync(string part) => _process.WaitForLineAsync(part);

    /// <summary>For clients of MSAL, which require the same instance on each call.</summary>
    public HttpClient GetHttpClient() => _http;

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        _ca.Dispose();
        _data.Delete(recursive: true);
    }

    [GeneratedRegex(@"https://127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex SecurePort();
}
