using System.Net;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The addresses that the server listens on: loopback ports 8080 and 8443, unless one of ASP.NET Core's settings changes them.</summary>
internal static class ListenAddresses
{
    private const string DefaultUrls = "http://localhost:8080;https://localhost:8443";
    private const string Urls = "urls";
    private const string HttpPorts = "http_ports";
    private const string HttpsPorts = "https_ports";

    /// <summary>Empty values for the settings from which Kestrel reads addresses.</summary>
    public static KeyValuePair<string, string?>[] SuppressedKestrelSettings => [new(Urls, ""), new(HttpPorts, ""), new(HttpsPorts, "")];

    /// <summary>Adds the configuration sources. The command line overrides the environment.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An argument is unknown.</exception>
    public static IConfigurationBuilder AddSettings(this IConfigurationBuilder configuration, string[] arguments) => configuration
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddEnvironmentVariables()
        .AddCommandLine(SettingArguments.Parse(arguments));

    /// <summary>The addresses, or an error that names the one that is not valid.</summary>
    public static Result<IReadOnlyList<BindingAddress>, string> Read(IConfiguration configuration)
    {
        var addresses = new List<BindingAddress>();
        foreach (var url in GetConfiguredUrls(configuration).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Parse(url) is not { } address)
                return $"'{url}' is not a valid address to listen on. Use an address such as http://localhost:8080, https://*:8443 or http://127.0.0.1:0.";
            addresses.Add(address);
        }

        return Result<IReadOnlyList<BindingAddress>, string>.Success(addresses);
    }

    /// <summary>The address for requests from the same machine: HTTP if there is one.</summary>
    public static BindingAddress GetLocalAddress(IConfiguration configuration)
    {
        Read(configuration).TryGetValue(out var addresses, out _);
        return addresses?.OrderBy(IsHttps).FirstOrDefault() ?? BindingAddress.Parse(DefaultUrls.Split(';')[0]);
    }

    /// <summary>Whether only this machine can reach the address: a Unix domain socket, "localhost", or a loopback address.</summary>
    public static bool IsLocalOnly(BindingAddress address) =>
        address.IsUnixPipe || IsLocalhost(address) || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Whether it means all addresses of the machine. Kestrel interprets any host name except "localhost" so.</summary>
    public static bool IsAnyAddress(BindingAddress address) => !address.IsUnixPipe && !IsLocalhost(address)
        && !(IPAddress.TryParse(address.Host, out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any));

    public static bool IsLocalhost(BindingAddress address) => address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static string GetConfiguredUrls(IConfiguration configuration)
    {
        if (configuration[Urls] is { Length: > 0 } urls)
            return urls;
        var portUrls = string.Join(';', GetPortUrls(configuration, HttpPorts, "http").Concat(GetPortUrls(configuration, HttpsPorts, "https")));
        return portUrls.Length > 0 ? portUrls : DefaultUrls;
    }

    private static IEnumerable<string> GetPortUrls(IConfiguration configuration, string setting, string scheme) =>
        (configuration[setting] ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(port => $"{scheme}://*:{port}");

    private static BindingAddress? Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            var isSupported = IsHttps(address) || address.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase);
            return isSupported && address is { PathBase: "" or "/", Port: <= ushort.MaxValue, IsNamedPipe: false } and not { Host: "localhost", Port: 0 }
                ? address
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static bool IsHttps(BindingAddress address) => address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
}
