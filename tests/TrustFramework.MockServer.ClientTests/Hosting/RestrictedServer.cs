using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>
/// One server in mode strict with configured clients and users, shared by all tests that expect an error for others.
/// </summary>
internal static class RestrictedServer
{
    public const string ClientId = "11111111-2222-4333-8444-555555555555";
    public const string Secret = "the right secret";
    public const string ReaderClientId = "reader";
    public const string CertificateClientId = "certified";
    public const string User = "paula@contoso.onmicrosoft.com";
    public const string Password = "the right password";
    public const string RedirectUri = "https://app.contoso.example/back";

    private static readonly Lazy<Task<RunningServer>> LazyServer = new(StartAsync);

    /// <summary>The certificate of <see cref="CertificateClientId"/>.</summary>
    public static X509Certificate2 Certificate { get; } = NewCertificate("CN=certified");

    public static Task<RunningServer> GetAsync() => LazyServer.Value;

    /// <summary>Called once, after all tests.</summary>
    public static async Task StopAsync()
    {
        if (LazyServer is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } server })
            await (await server).DisposeAsync();
    }

    public static X509Certificate2 NewCertificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static async Task<RunningServer> StartAsync()
    {
        var pem = Path.GetTempFileName();
        await File.WriteAllTextAsync(pem, Certificate.ExportCertificatePem());
        var server = await RunningServer.StartAsync(
            "--MockServer:Auth=strict",
            $"--MockServer:Clients:{ClientId}:Secret={Secret}",
            $"--MockServer:Clients:{ClientId}:RedirectUris:0={RedirectUri}",
            $"--MockServer:Clients:{ReaderClientId}:Permissions=Policy.Read.All",
            $"--MockServer:Clients:{CertificateClientId}:Certificate={pem}",
            "--MockServer:Clients:public:DisplayName=A command line",
            $"--MockServer:Users:{User}:Password={Password}",
            $"--MockServer:Users:{User}:Roles=B2C IEF Policy Administrator",
            "--MockServer:DeviceCode=page");
        File.Delete(pem);
        return server;
    }
}
