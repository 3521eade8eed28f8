using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Where the server listens: loopback ports 8080 and 8443 unless it is told otherwise by any of ASP.NET's own means. The doors are
/// opened here and not by Kestrel's own reading of the addresses, since under TLS what follows it has to come after it.
/// </summary>
internal static class Listening
{
    private const string DefaultUrls = "http://localhost:8080;https://localhost:8443";
    private const string Elsewhere = "Say where to listen instead: --urls=\"http://localhost:9080;https://localhost:9443\".";
    private const string Urls = "urls";
    private const string HttpPorts = "http_ports";
    private const string HttpsPorts = "https_ports";

    private static readonly string[] Means = [Urls, HttpPorts, HttpsPorts];

    /// <summary>Where settings come from, the strongest last: environment, command line.</summary>
    public static IConfigurationBuilder AddSettings(this IConfigurationBuilder configuration, string[] arguments) => configuration
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddEnvironmentVariables()
        .AddCommandLine(arguments);

    /// <summary>Null when all addresses can be understood, else what to write.</summary>
    public static string? Read(IConfiguration configuration, out IReadOnlyList<BindingAddress> addresses)
    {
        var read = new List<BindingAddress>();
        addresses = read;
        foreach (var url in Wanted(configuration).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Parse(url) is not { } address)
                return $"'{url}' is no address to listen at. Write one such as http://localhost:8080, https://*:8443 or http://127.0.0.1:0.";
            read.Add(address);
        }

        return null;
    }

    public static void Listen(this WebApplicationBuilder builder, IReadOnlyList<BindingAddress> addresses)
    {
        // Kestrel would see the addresses again, and warn that it does not open them.
        builder.Configuration.AddInMemoryCollection(Means.Select(means => KeyValuePair.Create<string, string?>(means, "")));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false; // real Graph sends none: conventions 2 [O]
            foreach (var address in addresses)
                kestrel.Open(address, IsSecure(address) ? Secured : Plain);
        });
    }

    /// <summary>Null once all doors are open, else which one is not and why.</summary>
    public static async Task<string?> OpenAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
            return null;
        }
        catch (IOException taken)
        {
            return $"{taken.Message} {Elsewhere}";
        }
        catch (SocketException refused)
        {
            // Kestrel does not say which of them it was.
            return $"The system does not let it listen at all of its addresses: {refused.Message}. {Elsewhere}";
        }
    }

    /// <summary>The address at which this configuration's server can be asked from the same machine: by HTTP, if it can.</summary>
    public static Uri LocalAddress(IConfiguration configuration)
    {
        var fault = Read(configuration, out var addresses);
        var address = fault is null ? addresses.Where(address => !address.IsUnixPipe).OrderBy(IsSecure).FirstOrDefault() : null;
        address ??= BindingAddress.Parse(DefaultUrls.Split(';')[0]);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(IsSecure(address) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, host, address.Port).Uri;
    }

    private static string Wanted(IConfiguration configuration)
    {
        if (configuration[Urls] is { Length: > 0 } urls)
            return urls;
        var wanted = string.Join(';', Ports(configuration, HttpPorts, "http").Concat(Ports(configuration, HttpsPorts, "https")));
        return wanted.Length > 0 ? wanted : DefaultUrls;
    }

    private static IEnumerable<string> Ports(IConfiguration configuration, string means, string scheme) =>
        (configuration[means] ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(port => $"{scheme}://*:{port}");

    private static BindingAddress? Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            var isKnown = IsSecure(address) || address.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase);
            return isKnown && address is { PathBase: "" or "/", Port: <= ushort.MaxValue, IsNamedPipe: false } and not { Host: "localhost", Port: 0 }
                ? address
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsSecure(BindingAddress address) => address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    private static void Open(this KestrelServerOptions kestrel, BindingAddress address, Action<ListenOptions> door)
    {
        if (address.IsUnixPipe)
            kestrel.ListenUnixSocket(address.UnixPipePath, door);
        else if (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            kestrel.ListenLocalhost(address.Port, door);
        else if (IPAddress.TryParse(address.Host, out var single))
            kestrel.Listen(single, address.Port, door);
        else
            kestrel.ListenAnyIP(address.Port, door);
    }

    private static void Plain(ListenOptions door) => door.Use(SealableWriter.Before);

    /// <summary>TLS first: what is written to the client in Kestrel's place must be written in clear, before it is encrypted.</summary>
    private static void Secured(ListenOptions door)
    {
        var served = door.ApplicationServices.GetRequiredService<ServedCertificate>();
        served.Prepare();
        door.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => served.ForHandshakeAsync() });
        door.Use(SealableWriter.Before);
    }
}
