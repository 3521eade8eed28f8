using System.Collections.Frozen;

namespace TrustFramework.MockServer.Hosting.Interception;

/// <summary>
/// The hosts for which the server stands in interception, in the public and the national clouds: conventions 3 [D]. Other names of
/// the same services are left out, since no client that we know of asks for them and each widens what the CA may speak for.
/// </summary>
internal static class MicrosoftHosts
{
    /// <summary>Graph's hosts, each with the one that gives tokens for it.</summary>
    private static readonly (string Graph, string Login)[] Clouds =
    [
        ("graph.microsoft.com", "login.microsoftonline.com"),
        ("graph.microsoft.us", "login.microsoftonline.us"),
        ("dod-graph.microsoft.us", "login.microsoftonline.us"),
        ("microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn"),
    ];

    private static readonly string[] LoginHosts = [.. Clouds.Select(cloud => cloud.Login).Distinct(StringComparer.Ordinal), "login.partner.microsoftonline.cn"];

    private static readonly FrozenDictionary<string, MicrosoftService> Kinds = Clouds.Select(cloud => (name: cloud.Graph, MicrosoftService.Graph))
        .Concat(LoginHosts.Select(name => (name, MicrosoftService.Login)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> All { get; } = [.. Clouds.Select(cloud => cloud.Graph), .. LoginHosts];

    /// <summary>Null for any other name.</summary>
    public static MicrosoftService? Find(string name) => Kinds.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>The login service of the same cloud; null for what is no host of Graph's.</summary>
    public static string? FindLoginHost(string graph) =>
        Array.Find(Clouds, cloud => cloud.Graph.Equals(graph, StringComparison.OrdinalIgnoreCase)).Login;
}

/// <summary>For whom the client takes us.</summary>
internal enum MicrosoftService
{
    Graph,
    Login,
}
