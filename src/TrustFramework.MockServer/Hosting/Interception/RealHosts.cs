using System.Collections.Frozen;

namespace TrustFramework.MockServer.Hosting.Interception;

/// <summary>
/// The hosts for which the server stands in interception, in the public and the national clouds: conventions 3 [D]. Other names of
/// the same services are left out, since no client that we know of asks for them and each widens what the CA may speak for.
/// </summary>
internal static class RealHosts
{
    private static readonly string[] GraphHosts =
        ["graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn"];

    private static readonly string[] LoginHosts =
        ["login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn", "login.partner.microsoftonline.cn"];

    private static readonly FrozenDictionary<string, RealHost> Kinds = GraphHosts.Select(name => (name, RealHost.Graph))
        .Concat(LoginHosts.Select(name => (name, RealHost.Login)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> All { get; } = [.. GraphHosts, .. LoginHosts];

    /// <summary>Null for any other name.</summary>
    public static RealHost? Find(string name) => Kinds.TryGetValue(name, out var kind) ? kind : null;
}

/// <summary>For whom the client takes us.</summary>
internal enum RealHost
{
    Graph,
    Login,
}
