using System.Security.Cryptography.X509Certificates;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>What the server shows to its HTTPS clients: the user's own certificate, or one of our CA. Made when a door asks for it.</summary>
internal sealed class ServedCertificate
{
    private readonly Lazy<(X509Certificate2 Leaf, X509Certificate2Collection Chain, string? AuthorityPem)> _served;

    public ServedCertificate(MockServerOptions options, OwnCertificate? own, IRandomSource random, ILogger<ServedCertificate> logger)
    {
        IsOwn = own is not null;
        _served = new(() =>
        {
            if (own is not null)
                return (own.Leaf, own.Chain, null);
            var store = StoreOf(options, random, logger);
            var (authority, isKept) = store.OpenAuthority();
            return (store.OpenLeaf(authority, isKept), [], authority.Pem);
        });
    }

    /// <summary>Null when the user's own certificate, if there is one, can be used; else what to write.</summary>
    public static string? Add(IServiceCollection services, MockServerOptions options)
    {
        var own = OwnCertificate.Read(options.Https, out var fault);
        services.AddSingleton(provider => new ServedCertificate(
            options, own, provider.GetRequiredService<IRandomSource>(), provider.GetRequiredService<ILogger<ServedCertificate>>()));
        return fault;
    }

    /// <summary>The user brought it, and knows its CA.</summary>
    public bool IsOwn { get; }

    public X509Certificate2 Leaf => _served.Value.Leaf;

    public X509Certificate2Collection Chain => _served.Value.Chain;

    /// <summary>Our CA's certificate; null when it is another's, or nobody listens for HTTPS: then none is made.</summary>
    public string? AuthorityPem => _served.IsValueCreated ? _served.Value.AuthorityPem : null;

    /// <summary>Where this configuration keeps its CA; null when the system has no place for such things and none is named.</summary>
    public static CertificateFolder? FolderOf(MockServerOptions options, IRandomSource random)
    {
        var data = options.DataFolder;
        if (string.IsNullOrEmpty(data))
        {
            var place = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            if (place.Length == 0)
                return null;
            data = Path.Combine(place, "TrustFramework.MockServer");
        }

        return new CertificateFolder(Path.Combine(Path.GetFullPath(data), "https"), random);
    }

    public static CertificateStore StoreOf(MockServerOptions options, IRandomSource random, ILogger logger) => new(
        FolderOf(options, random), "TrustFramework.MockServer CA", ServedNames.LocalAnd(options.Https.Names), TimeProvider.System, random, logger);
}
