using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TrustFramework.MockServer.Testing.Hosting;

/// <summary>The addresses of a server, the handlers that reach it, and how to stop it.</summary>
/// <param name="newHandler">Creates a handler that trusts the given CA (PEM), or only the system's CAs for null.</param>
internal sealed class ServerConnection(Uri address, Uri? secureAddress, Func<string?, HttpMessageHandler> newHandler, Func<ValueTask> end) : IAsyncDisposable
{
    public Uri Address { get; } = GetRoot(address);

    public Uri? SecureAddress { get; } = secureAddress is null ? null : GetRoot(secureAddress);

    public Uri PreferredAddress => SecureAddress ?? Address;

    /// <summary>Whether bearer tokens must be signed by the server. True unless the server is known to skip the check.</summary>
    public bool ValidatesSignatures { get; init; } = true;

    public static ServerConnection ToRemote(Uri address, Uri? secureAddress) => new(address, secureAddress, CreateSocketsHandler, () => ValueTask.CompletedTask);

    public HttpMessageHandler CreateHandler(string? authorityPem) => newHandler(authorityPem);

    public ValueTask DisposeAsync() => end();

    /// <summary>Redirects are returned, since the login service's lead to clients. A proxy cannot reach this machine.</summary>
    public static HttpMessageHandler CreateSocketsHandler(string? authorityPem)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        if (authorityPem is not null)
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = CreateChainPolicy(authorityPem) };
        return handler;
    }

    private static X509ChainPolicy CreateChainPolicy(string authorityPem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(authorityPem);
        return policy;
    }

    private static Uri GetRoot(Uri address) => new(address, "/");
}
