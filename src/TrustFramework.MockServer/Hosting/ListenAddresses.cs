using System.Net;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Where the server listens: loopback ports 8080 and 8443 unless it is told otherwise by any of ASP.NET's own means.</summary>
internal static class ListenAddresses
{
    private const string DefaultUrls = "http://localhost:8080;https://localhost:8443";
    private const string Urls = "urls";
    private const string HttpPorts = "http_ports";
    private const string HttpsPorts = "https_ports";

    /// <summary>Short for a setting.</summary>
    private const string Intercept = "--intercept";

    /// <summary>Where Kestrel would look for addresses by itself: nothing there.</summary>
    public static KeyValuePair<string, string?>[] SuppressedKestrelSettings => [new(Urls, ""), new(HttpPorts, ""), new(HttpsPorts, "")];

    /// <summary>Where settings come from, the strongest last: environment, command line.</summary>
    public static IConfigurationBuilder AddSettings(this IConfigurationBuilder configuration, string[] arguments) => configuration
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddEnvironmentVariables()
        .AddCommandLine([.. arguments.Select(argument => argument == Intercept ? "--MockServer:Intercept=true" : argument)]);

    /// <summary>The addresses, or what to write in the place of one that cannot be read.</summary>
    public static Result<IReadOnlyList<BindingAddress>, string> Read(IConfiguration configuration)
    {
        var addresses = new List<BindingAddress>();
        foreach (var url in GetConfiguredUrls(configuration).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Parse(url) is not { } address)
                return $"'{url}' is no address to listen at. Write one such as http://localhost:8080, https://*:8443 or http://127.0.0.1:0.";
            addresses.Add(address);
        }

        return Result<IReadOnlyList<BindingAddress>, string>.Success(addresses);
    }

    /// <summary>Where this configuration's server is best asked from the same machine: by HTTP, if it can.</summary>
    public static BindingAddress GetLocalAddress(IConfiguration configuration)
    {
        var read = Read(configuration);
        return (read.Error is null ? read.Value.OrderBy(IsHttps).FirstOrDefault() : null) ?? BindingAddress.Parse(DefaultUrls.Split(';')[0]);
    }

    /// <summary>For this machine alone: a socket of Unix, "localhost", or an address of loopback.</summary>
    public static bool IsLocalOnly(BindingAddress address) =>
        address.IsUnixPipe || IsLocalhost(address) || (IPAddress.TryParse(address.Host, out var single) && IPAddress.IsLoopback(single));

    /// <summary>At every address of the machine. Kestrel takes any name but "localhost" for that.</summary>
    public static bool IsAnyAddress(BindingAddress address) => !address.IsUnixPipe && !IsLocalhost(address)
        && !(IPAddress.TryParse(address.Host, out var single) && !single.Equals(IPAddress.Any) && !single.Equals(IPAddress.IPv6Any));

    public static bool IsLocalhost(BindingAddress address) => address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static string GetConfiguredUrls(IConfiguration configuration)
    {
        if (configuration[Urls] is { Length: > 0 } urls)
            return urls;
        var wanted = string.Join(';', GetPortUrls(configuration, HttpPorts, "http").Concat(GetPortUrls(configuration, HttpsPorts, "https")));
        return wanted.Length > 0 ? wanted : DefaultUrls;
    }

    private static IEnumerable<string> GetPortUrls(IConfiguration configuration, string means, string scheme) =>
        (configuration[means] ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(port => $"{scheme}://*:{port}");

    private static BindingAddress? Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            var isKnown = IsHttps(address) || address.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase);
            return isKnown && address is { PathBase: "" or "/", Port: <= ushort.MaxValue, IsNamedPipe: false } and not { Host: "localhost", Port: 0 }
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
