using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// What the server shows to its HTTPS clients: the user's own certificate, or one of our CA. It is made beside the rest of the
/// start, since the framework reads all CAs of the system for it, and only when there is a door that needs it.
/// </summary>
internal sealed class ServedCertificate(MockServerOptions options, IRandomSource random, ILogger<ServedCertificate> logger)
{
    private readonly OwnCertificate? _own = ReadOwn(options.Https);
    private Task<(SslStreamCertificateContext Context, string? AuthorityPem)>? _made;

    /// <summary>The user brought it, and knows its CA.</summary>
    public bool IsOwn => _own is not null;

    /// <summary>Made, or not needed.</summary>
    public bool IsThere => _made is null or { IsCompletedSuccessfully: true };

    /// <summary>To be called before it is asked for.</summary>
    public void Prepare() => _made ??= Task.Run(Make);

    public async ValueTask<SslServerAuthenticationOptions> ForHandshakeAsync() => new() { ServerCertificateContext = (await _made!).Context };

    /// <summary>Whether it is this very certificate: nobody has to be trusted for that.</summary>
    public bool IsShownAs(X509Certificate? shown) =>
        _made is { IsCompletedSuccessfully: true, Result.Context.TargetCertificate: var leaf } && shown is not null
        && leaf.RawDataMemory.Span.SequenceEqual(shown.GetRawCertData());

    /// <summary>Whether the user's own certificate covers this host name.</summary>
    public bool IsOwnFor(string name) => _own is not null && Uri.CheckHostName(name) == UriHostNameType.Dns && _own.Leaf.MatchesHostname(name);

    /// <summary>Our CA's certificate; null when it is another's, or nobody listens for HTTPS: then there is none.</summary>
    public Task<string?> AuthorityPemAsync() => _made is null ? Task.FromResult<string?>(null) : MadeAuthorityPemAsync();

    /// <exception cref="OptionsValidationException">The certificate of the settings cannot be used.</exception>
    private static OwnCertificate? ReadOwn(HttpsOptions options)
    {
        var read = OwnCertificate.Read(options);
        return read.Error is { } error ? throw new OptionsValidationException("Https", typeof(HttpsOptions), [error]) : read.Value;
    }

    private async Task<string?> MadeAuthorityPemAsync() => (await _made!).AuthorityPem;

    private (SslStreamCertificateContext Context, string? AuthorityPem) Make()
    {
        if (_own is not null)
            return (SslStreamCertificateContext.Create(_own.Leaf, _own.Chain, offline: true), null);
        var store = new CertificateStore(options, random, logger);
        var (authority, isKept) = store.OpenAuthority();
#pragma warning disable CA2000 // it lives as long as the server
        var leaf = store.OpenLeaf(authority, isKept);
#pragma warning restore CA2000
        return (SslStreamCertificateContext.Create(leaf, additionalCertificates: null, offline: true), authority.Pem);
    }
}
