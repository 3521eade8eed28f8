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
internal static class KestrelEndpoints
{
    private const string ChangeUrlsHint = "Say where to listen instead: --urls=\"http://localhost:9080;https://localhost:9443\".";

    /// <summary>At once. Everything else that a connection can grow has Kestrel's own bound: docs/decisions/2026-11-safety.md.</summary>
    private const int MaxConnections = 5000;

    /// <summary>
    /// What a connection takes of an answer before its writer has to wait for the client: more than Kestrel's 64 KiB, which most base
    /// policies exceed, so that those are written in one go (docs/performance.md).
    /// </summary>
    public const int MaxResponseBufferSize = 256 * 1024;

    /// <exception cref="OptionsValidationException">An address cannot be read.</exception>
    public static void AddKestrelEndpoints(this WebApplicationBuilder builder)
    {
        var read = ListenAddresses.Read(builder.Configuration);
        if (read.Error is { } error)
            throw new OptionsValidationException("urls", typeof(BindingAddress), [error]);
        var addresses = read.Value;
        // Loopback inside a container is nobody's but its own.
        var toAll = builder.Configuration.GetValue<bool>("RUNNING_IN_CONTAINER");
        // Kestrel would see the addresses again, and warn that it does not open them.
        builder.Configuration.AddInMemoryCollection(ListenAddresses.SuppressedKestrelSettings);
        builder.Services.AddSingleton(provider => GetListenScope(addresses, provider.GetRequiredService<MockServerOptions>(), toAll));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.MaxWriteBufferSize = MaxResponseBufferSize);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxResponseBufferSize = MaxResponseBufferSize;
            kestrel.AddServerHeader = false; // real Graph sends none: conventions 2 [O]
            foreach (var address in addresses)
                kestrel.ListenAt(address, ListenAddresses.IsHttps(address) ? ConfigureHttps : ConfigureHttp);
            var options = kestrel.ApplicationServices.GetRequiredService<MockServerOptions>();
            if (!options.Intercept)
                return;
            kestrel.ListenLocally(options.InterceptPort, toAll, ConfigureHttps);
            kestrel.ListenLocally(options.ProxyPort, toAll, ConfigureProxy);
        });
    }

    private static ListenScope GetListenScope(IReadOnlyList<BindingAddress> addresses, MockServerOptions options, bool toAll) => new(
        !addresses.All(ListenAddresses.IsLocalOnly) || (toAll && options is { Intercept: true, InterceptPort: > 0 } or { Intercept: true, ProxyPort: > 0 }));

    /// <summary>Null once all doors are open, else which one is not and what to do.</summary>
    public static async Task<string?> StartListeningAsync(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MockServerOptions>();
        try
        {
            await app.StartAsync();
            // What goes wrong with it is a bug, and ends the program rather than each handshake.
            await app.Services.GetRequiredService<ServerCertificate>().GetAuthorityPemAsync();
            return null;
        }
        catch (IOException taken)
        {
            return $"{taken.Message} {GetHint(options, port => taken.Message.Contains($":{port}:", StringComparison.Ordinal))}";
        }
        catch (SocketException refused)
        {
            // Kestrel does not say which of them it was.
            return $"The system does not let it listen at all of its addresses: {refused.Message}. {GetHint(options, port => port is > 0 and < 1024)}";
        }
    }

    private static string GetHint(MockServerOptions options, Predicate<int> isIt)
    {
        if (!options.Intercept)
            return ChangeUrlsHint;
        if (isIt(options.InterceptPort))
        {
            return $"Interception listens at port {options.InterceptPort}: free it and grant it (on Linux: "
                + $"sudo sysctl net.ipv4.ip_unprivileged_port_start={options.InterceptPort}), or set MockServer:InterceptPort=0 and give clients "
                + $"the proxy: HTTPS_PROXY=http://127.0.0.1:{options.ProxyPort}.";
        }

        return isIt(options.ProxyPort) ? "It is the port of interception's proxy: set MockServer:ProxyPort to another one." : ChangeUrlsHint;
    }

    private static void ListenAt(this KestrelServerOptions kestrel, BindingAddress address, Action<ListenOptions> configure)
    {
        if (address.IsUnixPipe)
            kestrel.ListenUnixSocket(address.UnixPipePath, configure);
        else if (ListenAddresses.IsLocalhost(address))
            kestrel.ListenLocalhost(address.Port, configure);
        else if (IPAddress.TryParse(address.Host, out var single))
            kestrel.Listen(single, address.Port, configure);
        else
            kestrel.ListenAnyIP(address.Port, configure);
    }

    /// <summary>For this machine alone, or for the network of this container. Unlike "localhost" it says once that it cannot.</summary>
    private static void ListenLocally(this KestrelServerOptions kestrel, int port, bool anyAddress, Action<ListenOptions> configure)
    {
        if (port == 0)
            return;
        if (anyAddress)
        {
            kestrel.ListenAnyIP(port, configure);
            return;
        }

        kestrel.Listen(IPAddress.Loopback, port, configure);
        // Many a resolver asks for both, and the real host must not be found by the other one.
        if (NetworkInterface.GetAllNetworkInterfaces()
            .Any(network => network.GetIPProperties().UnicastAddresses.Any(own => own.Address.Equals(IPAddress.IPv6Loopback))))
        {
            kestrel.Listen(IPAddress.IPv6Loopback, port, configure);
        }
    }

    private static void ConfigureHttp(ListenOptions endpoint) => endpoint.Use(SealablePipeWriter.Wrap);

    private static void ConfigureProxy(ListenOptions endpoint)
    {
        var tunnel = ActivatorUtilities.CreateInstance<ConnectProxyMiddleware>(endpoint.ApplicationServices);
        endpoint.Use(tunnel.Wrap);
        ConfigureHttps(endpoint);
    }

    private static void ConfigureHttps(ListenOptions endpoint)
    {
        var served = endpoint.ApplicationServices.GetRequiredService<ServerCertificate>();
        served.BeginLoad();
        endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => served.GetHandshakeOptionsAsync() });
        endpoint.Use(SealablePipeWriter.Wrap);
    }
}
