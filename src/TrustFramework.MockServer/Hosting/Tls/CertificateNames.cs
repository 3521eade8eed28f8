using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TrustFramework.MockServer.Hosting.Tls;

/// <summary>
/// The names that the HTTPS certificate covers. The machine's own name is not one of them: it changes with the network on a laptop and with
/// every container, and each change would require a new CA. MockServer:Https:Names can add it.
/// </summary>
internal sealed record CertificateNames(IReadOnlyList<string> Hosts, IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>"mockserver" is the name of the service in the compose files of docker/.</summary>
    private static readonly string[] LocalNames = ["localhost", "host.docker.internal", "mockserver", "127.0.0.1", "::1"];

    public static CertificateNames FromOptions(MockServerOptions options)
    {
        var names = LocalNames
            .Concat(options.Intercept ? MicrosoftHosts.Intercepted : [])
            .Concat(options.Https.Names)
            .Select(name => name.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new CertificateNames(
            [.. names.Where(name => !IPAddress.TryParse(name, out _))],
            [.. names.Where(name => IPAddress.TryParse(name, out _)).Select(IPAddress.Parse)]);
    }

    /// <summary>Whether a setting names an ASCII host name or an IP address. Wildcards are not allowed: the CA would cover every name that they match.</summary>
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
