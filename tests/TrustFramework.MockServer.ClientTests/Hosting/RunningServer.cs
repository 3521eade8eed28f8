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
/// The built program over real TLS, with a CA of its own, and clients that trust this CA. Within one process only their handlers can
/// be told to; a program is told by SSL_CERT_FILE and has no word about it in its code.
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

    /// <summary>As people write it: <c>https://localhost:8443/</c> with another port.</summary>
    public Uri Address => new($"https://localhost:{SecurePort().Match(_process.Output).Groups["port"].Value}");

    public Uri HttpAddress => _process.Address;

    public string BaseUrl => new Uri(Address, "beta").ToString();

    /// <summary>The CA as the server gives it to whoever asks.</summary>
    public string CaFile => Path.Combine(_data.FullName, "asked-ca.pem");

    /// <summary>Everything it has said so far.</summary>
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

    /// <summary>Without Graph's middlewares.</summary>
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

    /// <summary>With Graph's middlewares, as GraphServiceClient makes its own.</summary>
    public HttpClient NewHttpClient() => GraphClientFactory.Create(finalHandler: NewHandler());

    /// <summary>The recipe: conventions 9.2. Without the host in the list no token is sent, and it is the host without its port.</summary>
    public GraphServiceClient Graph(TokenCredential credential) => new(
        NewHttpClient(),
        new AzureIdentityAuthenticationProvider(credential, ["localhost"], null, true, "https://graph.microsoft.com/.default"),
        BaseUrl);

    public TrustFrameworkApi TrustFramework(TokenCredential credential) => new(Graph(credential));

    /// <summary>The first line of its log with this in it.</summary>
    public Task<string> WaitForLineAsync(string part) => _process.WaitForLineAsync(part);

    /// <summary>For clients of MSAL, which want the same one each time.</summary>
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
