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
/// Configures Kestrel's endpoints. Kestrel can read the addresses itself, but it would then add TLS after the connection middleware, and
/// <see cref="BadRequestObserver"/> would write unencrypted bytes to the client.
/// </summary>
internal static class KestrelEndpoints
{
    private const string ChangeUrlsHint = "Choose other addresses: --urls=\"http://localhost:9080;https://localhost:9443\".";

    /// <summary>The maximum number of concurrent connections. For everything else Kestrel's own limits apply: docs/decisions/2026-11-access-and-limits.md.</summary>
    private const int MaxConnections = 5000;

    /// <summary>
    /// How many bytes of a response a connection buffers before the writer waits for the client. Most base policies exceed Kestrel's default of
    /// 64 KiB; with this size they are written at once (docs/performance.md).
    /// </summary>
    public const int MaxResponseBufferSize = 256 * 1024;

    /// <exception cref="OptionsValidationException">An address cannot be parsed.</exception>
    public static void AddKestrelEndpoints(this WebApplicationBuilder builder)
    {
        if (!ListenAddresses.Read(builder.Configuration).TryGetValue(out var addresses, out var error))
            throw new OptionsValidationException("urls", typeof(BindingAddress), [error]);
        // Loopback of a container can only be reached from inside it.
        var anyAddress = builder.Configuration.GetValue<bool>("RUNNING_IN_CONTAINER");
        // Otherwise Kestrel reads the addresses too, and warns that it does not use them.
        builder.Configuration.AddInMemoryCollection(ListenAddresses.SuppressedKestrelSettings);
        builder.Services.AddSingleton(provider => GetListenScope(addresses, provider.GetRequiredService<MockServerOptions>(), anyAddress));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.MaxWriteBufferSize = MaxResponseBufferSize);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxResponseBufferSize = MaxResponseBufferSize;
            kestrel.AddServerHeader = false; // Graph sends none: conventions 2 [O]
            foreach (var address in addresses)
                kestrel.ListenAt(address, ListenAddresses.IsHttps(address) ? ConfigureHttps : ConfigureHttp);
            var options = kestrel.ApplicationServices.GetRequiredService<MockServerOptions>();
            if (!options.Intercept)
                return;
            kestrel.ListenLocally(options.InterceptPort, anyAddress, ConfigureHttps);
            kestrel.ListenLocally(options.ProxyPort, anyAddress, ConfigureProxy);
        });
    }

    private static ListenScope GetListenScope(IReadOnlyList<BindingAddress> addresses, MockServerOptions options, bool anyAddress) => new(
        !addresses.All(ListenAddresses.IsLocalOnly) || (anyAddress && options is { Intercept: true, InterceptPort: > 0 } or { Intercept: true, ProxyPort: > 0 }));

    /// <summary>Starts listening on all addresses. Returns null on success, otherwise which address failed and how to fix it.</summary>
    public static async Task<string?> StartListeningAsync(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MockServerOptions>();
        try
        {
            await app.StartAsync();
            // Waits for the certificate, so that an error stops the start instead of each handshake.
            await app.Services.GetRequiredService<ServerCertificate>().GetAuthorityPemAsync();
            return null;
        }
        catch (IOException exception)
        {
            return $"{exception.Message} {GetHint(options, port => exception.Message.Contains($":{port}:", StringComparison.Ordinal))}";
        }
        catch (SocketException exception)
        {
            // The exception does not contain the address.
            return $"The operating system refused to open one of the addresses: {exception.Message}. {GetHint(options, port => port is > 0 and < 1024)}";
        }
    }

    private static string GetHint(MockServerOptions options, Predicate<int> isFailedPort)
    {
        if (!options.Intercept)
            return ChangeUrlsHint;
        if (isFailedPort(options.InterceptPort))
        {
            return $"Interception listens on port {options.InterceptPort}. Free the port and allow this user to open it (on Linux: "
                + $"sudo sysctl net.ipv4.ip_unprivileged_port_start={options.InterceptPort}), or set MockServer:InterceptPort=0 and let clients use "
                + $"the proxy: HTTPS_PROXY=http://127.0.0.1:{options.ProxyPort}.";
        }

        return isFailedPort(options.ProxyPort) ? "The proxy of interception uses this port. Set MockServer:ProxyPort to another port." : ChangeUrlsHint;
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

    /// <summary>Listens on loopback or, in a container, on any address. Unlike Kestrel's "localhost" it fails if one of the two loopback addresses is in use.</summary>
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
        // A client may try both addresses. If one were free, it would reach another server on that port.
        if (NetworkInterface.GetAllNetworkInterfaces()
            .Any(network => network.GetIPProperties().UnicastAddresses.Any(unicast => unicast.Address.Equals(IPAddress.IPv6Loopback))))
        {
            kestrel.Listen(IPAddress.IPv6Loopback, port, configure);
        }
    }

    private static void ConfigureHttp(ListenOptions listenOptions) => listenOptions.Use(SealablePipeWriter.Wrap);

    private static void ConfigureProxy(ListenOptions listenOptions)
    {
        var proxy = ActivatorUtilities.CreateInstance<ConnectProxyMiddleware>(listenOptions.ApplicationServices);
        listenOptions.Use(proxy.Wrap);
        ConfigureHttps(listenOptions);
    }

    private static void ConfigureHttps(ListenOptions listenOptions)
    {
        var certificate = listenOptions.ApplicationServices.GetRequiredService<ServerCertificate>();
        certificate.BeginLoad();
        listenOptions.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => certificate.GetHandshakeOptionsAsync() });
        listenOptions.Use(SealablePipeWriter.Wrap);
    }
}
