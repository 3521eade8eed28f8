using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.MockServer.Tests.Hosting.Tls;

/// <summary>A data folder that is deleted with its test, and helpers to start servers, clients and tools with it.</summary>
internal sealed class TemporaryDataFolder : IDisposable
{
    public const string HttpAndHttpsUrls = "--urls=http://127.0.0.1:0;https://127.0.0.1:0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public string Setting => $"--MockServer:DataFolder={Path("data")}";

    public string CaFile => Path("data/https/ca.pem");

    public string CaKeyFile => Path("data/https/ca-key.pem");

    public string ServerCertificateFile => Path("data/https/server.pem");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public Task<InProcessServer> StartAsync(params string[] settings) => InProcessServer.StartAsync([HttpAndHttpsUrls, Setting, .. settings]);

    /// <summary>Creates a handler that trusts only this CA.</summary>
    /// <param name="port">The port to connect to instead of the port in the address; null uses the address.</param>
    public static SocketsHttpHandler CreateTrustingHandler(string pem, int? port = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(pem));
        if (port is { } target)
        {
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", target, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        return handler;
    }

    /// <summary>The certificate that the server sends on this port for this name (SNI).</summary>
    public static async Task<X509Certificate2> GetServerCertificateAsync(int port, string name = "localhost")
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port);
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(name);
        return X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData());
    }

    public static async Task<(int ExitCode, string Output)> RunProgramAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
