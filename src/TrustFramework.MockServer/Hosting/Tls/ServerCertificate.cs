using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// What the server shows to its HTTPS clients: the user's own certificate, or one of our CA. It is made beside the rest of the
/// start, since the framework reads all CAs of the system for it, and only when there is a door that needs it.
/// </summary>
internal sealed class ServerCertificate(MockServerOptions options, IRandomSource random, ILogger<ServerCertificate> logger)
{
    private readonly ConfiguredCertificate? _own = ReadOwn(options.Https);
    private Task<(SslStreamCertificateContext Context, string? AuthorityPem)>? _loadTask;

    /// <summary>The user brought it, and knows its CA.</summary>
    public bool IsConfigured => _own is not null;

    /// <summary>Made, or not needed.</summary>
    public bool IsReady => _loadTask is null or { IsCompletedSuccessfully: true };

    /// <summary>To be called before it is asked for.</summary>
    public void BeginLoad() => _loadTask ??= Task.Run(Load);

    public async ValueTask<SslServerAuthenticationOptions> GetHandshakeOptionsAsync() => new() { ServerCertificateContext = (await _loadTask!).Context };

    /// <summary>Whether it is this very certificate: nobody has to be trusted for that.</summary>
    public bool IsSameCertificate(X509Certificate? shown) =>
        _loadTask is { IsCompletedSuccessfully: true, Result.Context.TargetCertificate: var leaf } && shown is not null
        && leaf.RawDataMemory.Span.SequenceEqual(shown.GetRawCertData());

    /// <summary>Whether the user's own certificate covers this host name.</summary>
    public bool IsConfiguredFor(string name) => _own is not null && Uri.CheckHostName(name) == UriHostNameType.Dns && _own.Leaf.MatchesHostname(name);

    /// <summary>Our CA's certificate; null when it is another's, or nobody listens for HTTPS: then there is none.</summary>
    public Task<string?> GetAuthorityPemAsync() => _loadTask is null ? Task.FromResult<string?>(null) : LoadAuthorityPemAsync();

    /// <exception cref="OptionsValidationException">The certificate of the settings cannot be used.</exception>
    private static ConfiguredCertificate? ReadOwn(HttpsOptions options)
    {
        var read = ConfiguredCertificate.Read(options);
        return read.Error is { } error ? throw new OptionsValidationException("Https", typeof(HttpsOptions), [error]) : read.Value;
    }

    private async Task<string?> LoadAuthorityPemAsync() => (await _loadTask!).AuthorityPem;

    private (SslStreamCertificateContext Context, string? AuthorityPem) Load()
    {
        if (_own is not null)
            return (SslStreamCertificateContext.Create(_own.Leaf, _own.Chain, offline: true), null);
        var store = new CertificateStore(options, random, logger);
        var (authority, isKept) = store.GetOrCreateAuthority();
#pragma warning disable CA2000 // it lives as long as the server
        var leaf = store.GetOrCreateLeaf(authority, isKept);
#pragma warning restore CA2000
        return (SslStreamCertificateContext.Create(leaf, additionalCertificates: null, offline: true), authority.Pem);
    }
}
