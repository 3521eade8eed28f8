using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Hosting.Interception;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Opens what is listened at. Kestrel could read the addresses by itself, but would then put TLS behind everything else that a
/// connection passes, and what is written to the client in Kestrel's place would go out unencrypted.
/// </summary>
internal static class Doors
{
    private const string Elsewhere = "Say where to listen instead: --urls=\"http://localhost:9080;https://localhost:9443\".";

    /// <summary>At once. Everything else that a connection can grow has Kestrel's own bound: docs/decisions/2026-11-safety.md.</summary>
    private const int MostConnections = 5000;

    /// <summary>
    /// What a connection takes of an answer before its writer has to wait for the client: more than Kestrel's 64 KiB, which most base
    /// policies exceed, so that those are written in one go (docs/performance.md).
    /// </summary>
    public const int MostUnsent = 256 * 1024;

    /// <exception cref="OptionsValidationException">An address cannot be read.</exception>
    public static void AddKestrelEndpoints(this WebApplicationBuilder builder)
    {
        var read = Listening.Read(builder.Configuration);
        if (read.Error is { } error)
            throw new OptionsValidationException("urls", typeof(BindingAddress), [error]);
        var addresses = read.Value;
        // Loopback inside a container is nobody's but its own.
        var toAll = builder.Configuration.GetValue<bool>("RUNNING_IN_CONTAINER");
        // Kestrel would see the addresses again, and warn that it does not open them.
        builder.Configuration.AddInMemoryCollection(Listening.Silenced);
        builder.Services.AddSingleton(provider => ReachOf(addresses, provider.GetRequiredService<MockServerOptions>(), toAll));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.MaxWriteBufferSize = MostUnsent);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxResponseBufferSize = MostUnsent;
            kestrel.AddServerHeader = false; // real Graph sends none: conventions 2 [O]
            foreach (var address in addresses)
                kestrel.Open(address, Listening.IsSecure(address) ? Secured : Plain);
            var options = kestrel.ApplicationServices.GetRequiredService<MockServerOptions>();
            if (!options.Intercept)
                return;
            kestrel.OpenNear(options.InterceptPort, toAll, Secured);
            kestrel.OpenNear(options.ProxyPort, toAll, Tunnelled);
        });
    }

    private static Reach ReachOf(IReadOnlyList<BindingAddress> addresses, MockServerOptions options, bool toAll) => new(
        !addresses.All(Listening.IsNear) || (toAll && options is { Intercept: true, InterceptPort: > 0 } or { Intercept: true, ProxyPort: > 0 }));

    /// <summary>Null once all doors are open, else which one is not and what to do.</summary>
    public static async Task<string?> OpenAsync(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MockServerOptions>();
        try
        {
            await app.StartAsync();
            // What goes wrong with it is a bug, and ends the program rather than each handshake.
            await app.Services.GetRequiredService<ServedCertificate>().AuthorityPemAsync();
            return null;
        }
        catch (IOException taken)
        {
            return $"{taken.Message} {Advice(options, port => taken.Message.Contains($":{port}:", StringComparison.Ordinal))}";
        }
        catch (SocketException refused)
        {
            // Kestrel does not say which of them it was.
            return $"The system does not let it listen at all of its addresses: {refused.Message}. {Advice(options, port => port is > 0 and < 1024)}";
        }
    }

    private static string Advice(MockServerOptions options, Predicate<int> isIt)
    {
        if (!options.Intercept)
            return Elsewhere;
        if (isIt(options.InterceptPort))
        {
            return $"Interception listens at port {options.InterceptPort}: free it and grant it (on Linux: "
                + $"sudo sysctl net.ipv4.ip_unprivileged_port_start={options.InterceptPort}), or set MockServer:InterceptPort=0 and give clients "
                + $"the proxy: HTTPS_PROXY=http://127.0.0.1:{options.ProxyPort}.";
        }

        return isIt(options.ProxyPort) ? "It is the port of interception's proxy: set MockServer:ProxyPort to another one." : Elsewhere;
    }

    private static void Open(this KestrelServerOptions kestrel, BindingAddress address, Action<ListenOptions> door)
    {
        if (address.IsUnixPipe)
            kestrel.ListenUnixSocket(address.UnixPipePath, door);
        else if (Listening.IsLocalhost(address))
            kestrel.ListenLocalhost(address.Port, door);
        else if (IPAddress.TryParse(address.Host, out var single))
            kestrel.Listen(single, address.Port, door);
        else
            kestrel.ListenAnyIP(address.Port, door);
    }

    /// <summary>For this machine alone, or for the network of this container. Unlike "localhost" it says once that it cannot.</summary>
    private static void OpenNear(this KestrelServerOptions kestrel, int port, bool toAll, Action<ListenOptions> door)
    {
        if (port == 0)
            return;
        if (toAll)
        {
            kestrel.ListenAnyIP(port, door);
            return;
        }

        kestrel.Listen(IPAddress.Loopback, port, door);
        // Many a resolver asks for both, and the real host must not be found by the other one.
        if (NetworkInterface.GetAllNetworkInterfaces()
            .Any(network => network.GetIPProperties().UnicastAddresses.Any(own => own.Address.Equals(IPAddress.IPv6Loopback))))
        {
            kestrel.Listen(IPAddress.IPv6Loopback, port, door);
        }
    }

    private static void Plain(ListenOptions door) => door.Use(SealableWriter.Before);

    private static void Tunnelled(ListenOptions door)
    {
        var tunnel = ActivatorUtilities.CreateInstance<ConnectTunnel>(door.ApplicationServices);
        door.Use(tunnel.Before);
        Secured(door);
    }

    private static void Secured(ListenOptions door)
    {
        var served = door.ApplicationServices.GetRequiredService<ServedCertificate>();
        served.Prepare();
        door.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => served.ForHandshakeAsync() });
        door.Use(SealableWriter.Before);
    }
}
