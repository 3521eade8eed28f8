namespace TrustFramework.MockServer;

/// <summary>The Microsoft service that a host belongs to.</summary>
internal enum MicrosoftService
{
    Graph,

    /// <summary>login.microsoftonline.com and its counterparts in the national clouds.</summary>
    Login,

    /// <summary>{tenant}.b2clogin.com, which runs the policies of a tenant.</summary>
    Policy,

    /// <summary>management.azure.com, the API of Azure subscriptions.</summary>
    ResourceManager,

    /// <summary>api.applicationinsights.io.</summary>
    ApplicationInsights,
}

/// <summary>The hosts of one Azure cloud: conventions 3 [D].</summary>
/// <param name="GraphHosts">In the order in which they are documented.</param>
/// <param name="LoginHosts">The hosts that interception serves; the first one issues the tokens for Graph.</param>
internal sealed record MicrosoftCloud(IReadOnlyList<string> GraphHosts, IReadOnlyList<string> LoginHosts)
{
    /// <summary>All names of the login service, as instance discovery lists them.</summary>
    public IReadOnlyList<string> LoginAliases { get; init; } = LoginHosts;

    /// <summary>The host that MSAL sends requests to.</summary>
    public required string PreferredNetwork { get; init; }

    /// <summary>The host under which MSAL caches tokens.</summary>
    public required string PreferredCache { get; init; }

    /// <summary>Hosts in <c>iss</c> that are not aliases of the login service.</summary>
    public IReadOnlyList<string> OtherIssuers { get; init; } = [];
}

/// <summary>All Microsoft hosts that the server handles.</summary>
internal static class MicrosoftHosts
{
    /// <summary>Matches the Azure AD B2C host of any tenant. Certificates can contain it as a wildcard name.</summary>
    public const string PolicyHosts = "*.b2clogin.com";

    private const string ResourceManagerHost = "management.azure.com";

    /// <summary>The resource identifiers of Azure Resource Manager. The Azure CLI requests its tokens for the older one.</summary>
    public static IReadOnlyList<string> ResourceManagerAudiences { get; } = [$"https://{ResourceManagerHost}", "https://management.core.windows.net"];

    public static IReadOnlyList<MicrosoftCloud> Clouds { get; } =
    [
        new(["graph.microsoft.com"], ["login.microsoftonline.com"])
        {
            LoginAliases = ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"],
            PreferredNetwork = "login.microsoftonline.com",
            PreferredCache = "login.windows.net",
        },
        new(["graph.microsoft.us", "dod-graph.microsoft.us"], ["login.microsoftonline.us"])
        {
            LoginAliases = ["login.microsoftonline.us", "login.usgovcloudapi.net"],
            PreferredNetwork = "login.microsoftonline.us",
            PreferredCache = "login.microsoftonline.us",
            OtherIssuers = ["sts.microsoftonline.us"],
        },
        new(["microsoftgraph.chinacloudapi.cn"], ["login.chinacloudapi.cn", "login.partner.microsoftonline.cn"])
        {
            LoginAliases = ["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
            PreferredNetwork = "login.partner.microsoftonline.cn",
            PreferredCache = "login.partner.microsoftonline.cn",
            OtherIssuers = ["sts.chinacloudapi.cn"],
        },
    ];

    /// <summary>
    /// The names that interception serves and its CA may issue certificates for. Other names of the same services are left out: no known client
    /// requests them, and the CA should cover as few names as possible.
    /// </summary>
    public static IReadOnlyList<string> Intercepted { get; } =
    [
        .. Clouds.SelectMany(cloud => cloud.GraphHosts), .. Clouds.SelectMany(cloud => cloud.LoginHosts),
        PolicyHosts, ResourceManagerHost, "api.applicationinsights.io",
    ];

    /// <summary>Null for a host that interception does not serve.</summary>
    public static MicrosoftService? Find(string host) => host.ToLowerInvariant() switch
    {
        ResourceManagerHost => MicrosoftService.ResourceManager,
        "api.applicationinsights.io" => MicrosoftService.ApplicationInsights,
        var name when name.EndsWith(PolicyHosts[1..], StringComparison.Ordinal) && name.IndexOf('.', StringComparison.Ordinal) == name.Length - PolicyHosts.Length + 1 =>
            MicrosoftService.Policy,
        var name when Clouds.Any(cloud => cloud.GraphHosts.Contains(name, StringComparer.Ordinal)) => MicrosoftService.Graph,
        var name when Clouds.Any(cloud => cloud.LoginHosts.Contains(name, StringComparer.Ordinal)) => MicrosoftService.Login,
        _ => null,
    };

    /// <summary>The login service that issues tokens for a Graph host; null for any other host.</summary>
    public static string? FindLoginHost(string graphHost) =>
        Clouds.FirstOrDefault(cloud => cloud.GraphHosts.Contains(graphHost, StringComparer.OrdinalIgnoreCase))?.LoginHosts[0];

    /// <summary>The cloud of a login host under any of its names; null for any other host.</summary>
    public static MicrosoftCloud? FindCloud(string loginHost) =>
        Clouds.FirstOrDefault(cloud => cloud.LoginAliases.Contains(loginHost, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether Microsoft issues tokens under this host in <c>iss</c>, in any cloud, the retired German one included. [D]</summary>
    public static bool IsTokenIssuer(string host) =>
        FindCloud(host) is not null
        || Clouds.Any(cloud => cloud.OtherIssuers.Contains(host, StringComparer.OrdinalIgnoreCase))
        || host.Equals("login.microsoftonline.de", StringComparison.OrdinalIgnoreCase)
        || host.Equals("sts.microsoftonline.de", StringComparison.OrdinalIgnoreCase);
}
