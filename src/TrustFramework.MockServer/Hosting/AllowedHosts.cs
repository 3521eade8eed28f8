using System.Net;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// The names under which the server lets itself be called. A web page can let a name of its own lead to this machine, and its scripts
/// then count as ours (DNS rebinding); but the name stays in Host. So names that somebody else could own are not answered: only those
/// that are local by their form, that the server was told of, or that belong to the real service.
/// </summary>
internal sealed class AllowedHosts(MockServerOptions options, ServerCertificate certificate)
{
    public const string Any = "*";

    private const string LocalhostSuffix = ".localhost";

    private readonly bool _isAny = options.AllowedHosts.Contains(Any);

    /// <summary>Nearly nobody asks by a name with a dot.</summary>
    private readonly Lazy<HashSet<string>> _names = new(() => new HashSet<string>(
        CertificateNames.FromOptions(options).Hosts.Concat(options.AllowedHosts).Append(options.PublicUrl is { } url ? new Uri(url).Host : "localhost"),
        StringComparer.OrdinalIgnoreCase));

    /// <summary>A Host that is absent or that nobody could call is not refused here: no browser sends it.</summary>
    public bool IsAllowed(HostString host)
    {
        if (_isAny || !host.HasValue)
            return true;
        var name = host.Host;
        // Names without a dot are those of this machine, of compose services and of the network around.
        return !name.Contains('.', StringComparison.Ordinal) || IPAddress.TryParse(name.Trim('[', ']'), out _) || IsAllowedName(TrimTrailingDot(name));
    }

    private bool IsAllowedName(string name) =>
        name.EndsWith(LocalhostSuffix, StringComparison.OrdinalIgnoreCase)
        || _names.Value.Contains(name)
        || MicrosoftHosts.Find(name) is not null
        || certificate.IsConfiguredFor(name);

    /// <summary>A name may end with the dot of the root.</summary>
    private static string TrimTrailingDot(string name) => name.EndsWith('.') ? name[..^1] : name;
}
