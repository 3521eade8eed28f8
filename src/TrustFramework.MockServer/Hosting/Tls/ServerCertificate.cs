using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// The certificate for HTTPS: the one from the settings, or one that the server's own CA issues. It loads in parallel with the rest of the
/// start, because .NET reads all CAs of the system for it, and only if an address uses HTTPS.
/// </summary>
internal sealed class ServerCertificate(MockServerOptions options, IRandomSource random, ILogger<ServerCertificate> logger) : IAsyncDisposable
{
    private readonly ConfiguredCertificate? _configured = ReadConfigured(options.Https);
    private Task<(SslStreamCertificateContext Context, string? AuthorityPem)>? _loadTask;

    /// <summary>Whether the certificate comes from the settings.</summary>
    public bool IsConfigured => _configured is not null;

    /// <summary>Whether the certificate is loaded or not needed.</summary>
    public bool IsReady => _loadTask is null or { IsCompletedSuccessfully: true };

    /// <summary>Starts to load the certificate. Must be called before <see cref="GetHandshakeOptionsAsync"/>.</summary>
    public void BeginLoad() => _loadTask ??= Task.Run(Load);

    public async ValueTask<SslServerAuthenticationOptions> GetHandshakeOptionsAsync() => new() { ServerCertificateContext = (await _loadTask!).Context };

    /// <summary>Whether a received certificate is this certificate. The comparison requires no trusted CA.</summary>
    public bool IsSameCertificate(X509Certificate? received) =>
        _loadTask is { IsCompletedSuccessfully: true, Result.Context.TargetCertificate: var leaf } && received is not null
        && leaf.RawDataMemory.Span.SequenceEqual(received.GetRawCertData());

    /// <summary>Whether the certificate from the settings covers this host name.</summary>
    public bool IsConfiguredFor(string name) => _configured is not null && Uri.CheckHostName(name) == UriHostNameType.Dns && _configured.Leaf.MatchesHostname(name);

    /// <summary>The certificate of the server's own CA; null if the certificate comes from the settings or no address uses HTTPS.</summary>
    public Task<string?> GetAuthorityPemAsync() => _loadTask is null ? Task.FromResult<string?>(null) : LoadAuthorityPemAsync();

    /// <summary>Waits until the certificate is loaded, because that writes files, and a failed start can end earlier.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_loadTask is not null)
            await ((Task)_loadTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <exception cref="OptionsValidationException">The certificate from the settings is not valid.</exception>
    private static ConfiguredCertificate? ReadConfigured(HttpsOptions options)
    {
        return ConfiguredCertificate.Read(options).TryGetValue(out var certificate, out var error)
            ? certificate
            : throw new OptionsValidationException("Https", typeof(HttpsOptions), [error]);
    }

    private async Task<string?> LoadAuthorityPemAsync() => (await _loadTask!).AuthorityPem;

    private (SslStreamCertificateContext Context, string? AuthorityPem) Load()
    {
        if (_configured is not null)
            return (SslStreamCertificateContext.Create(_configured.Leaf, _configured.Chain, offline: true), null);
        var store = new CertificateStore(options, random, logger);
        var (authority, isKept) = store.GetOrCreateAuthority();
#pragma warning disable CA2000 // the certificate lives as long as the server
        var leaf = store.GetOrCreateLeaf(authority, isKept);
#pragma warning restore CA2000
        return (SslStreamCertificateContext.Create(leaf, additionalCertificates: null, offline: true), authority.Pem);
    }
}
