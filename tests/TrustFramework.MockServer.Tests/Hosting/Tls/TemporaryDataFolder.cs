using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.MockServer.Tests.Hosting.Tls;

/// <summary>A folder for CAs, gone with its test, and how servers, clients and tools use it.</summary>
internal sealed class TemporaryDataFolder : IDisposable
{
    public const string HttpAndHttpsUrls = "--urls=http://127.0.0.1:0;https://127.0.0.1:0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public string Setting => $"--MockServer:DataFolder={Path("data")}";

    public string CaFile => Path("data/https/ca.pem");

    public string CaKeyFile => Path("data/https/ca-key.pem");

    public string ServerCertificateFile => Path("data/https/server.pem");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public Task<ServerProcess> StartAsync(params string[] settings) => ServerProcess.StartAsync([HttpAndHttpsUrls, Setting, .. settings]);

    /// <summary>A client that trusts this CA and no other.</summary>
    /// <param name="dial">Where it connects, whatever the address says; null: where the address says.</param>
    public static SocketsHttpHandler CreateTrustingHandler(string pem, int? dial = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(pem));
        if (dial is { } port)
        {
            handler.ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        return handler;
    }

    /// <summary>What the server shows at this port when it is asked for this name.</summary>
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
