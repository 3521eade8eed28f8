using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TrustFramework.MockServer.Hosting.Interception;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// The names under which the server can be asked over HTTPS. The machine's own name is not among them: it changes with the
/// network on a laptop and with every container, and each change would mean a new CA. Who wants it sets Https:Names.
/// </summary>
internal sealed record CertificateNames(IReadOnlyList<string> Hosts, IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>"mockserver" is the service's name in our compose files.</summary>
    private static readonly string[] LocalNames = ["localhost", "host.docker.internal", "mockserver", "127.0.0.1", "::1"];

    public static CertificateNames FromOptions(MockServerOptions options)
    {
        var names = LocalNames.Concat(options.Intercept ? MicrosoftHosts.Intercepted : []).Concat(options.Https.Names).Select(name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToList();
        return new CertificateNames(
            [.. names.Where(name => !IPAddress.TryParse(name, out _))],
            [.. names.Where(name => IPAddress.TryParse(name, out _)).Select(IPAddress.Parse)]);
    }

    /// <summary>A host name, as certificates write it, or an address. No wildcards: the CA would stand for all that they match.</summary>
    public static bool IsValidName(string name) =>
        Ascii.IsValid(name) && (IPAddress.TryParse(name, out _) || Uri.CheckHostName(name) == UriHostNameType.Dns);

    public X509Extension CreateSubjectAlternativeNames()
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in Hosts)
            names.AddDnsName(host);
        foreach (var address in Addresses)
            names.AddIpAddress(address);
        return names.Build();
    }

    public override string ToString() => string.Join(", ", Hosts.Concat(Addresses.Select(address => address.ToString())));
}
