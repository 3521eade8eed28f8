using System.Net;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// The host names that requests may use. A web site can resolve its own name to this machine, and the browser then treats its scripts as
/// same-origin (DNS rebinding). The Host header still contains that name. Only names are allowed that are local by their form, configured, or
/// hosts of the real service.
/// </summary>
internal sealed class AllowedHosts(MockServerOptions options, ServerCertificate certificate)
{
    public const string Any = "*";

    private const string LocalhostSuffix = ".localhost";

    private readonly bool _isAny = options.AllowedHosts.Contains(Any);

    private readonly HashSet<string> _names = new(
        CertificateNames.FromOptions(options).Hosts.Concat(options.AllowedHosts).Append(options.PublicUrl is { } url ? new Uri(url).Host : "localhost"),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>A missing or invalid Host header is allowed: no browser sends one.</summary>
    public bool IsAllowed(HostString host)
    {
        if (_isAny || !host.HasValue)
            return true;
        var name = host.Host;
        // A name without a dot is local: this machine, a compose service, or a machine in the local network.
        return !name.Contains('.', StringComparison.Ordinal) || IPAddress.TryParse(name.Trim('[', ']'), out _) || IsAllowedName(TrimTrailingDot(name));
    }

    private bool IsAllowedName(string name) =>
        name.EndsWith(LocalhostSuffix, StringComparison.OrdinalIgnoreCase)
        || _names.Contains(name)
        || MicrosoftHosts.Find(name) is not null
        || certificate.IsConfiguredFor(name);

    /// <summary>A fully qualified name may end with a dot.</summary>
    private static string TrimTrailingDot(string name) => name.EndsWith('.') ? name[..^1] : name;
}
