using System.Net.Sockets;

namespace TrustFramework.MockServer.Hosting;

/// <summary>How a program on the same machine sends a request to an address that the server listens on.</summary>
internal static class SelfAddress
{
    /// <summary>The URI of a path at this address. For an address that means all addresses of the machine, it uses loopback.</summary>
    public static Uri GetUri(BindingAddress address, string path)
    {
        var scheme = ListenAddresses.IsHttps(address) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        return address.IsUnixPipe
            ? new UriBuilder(scheme, "localhost") { Path = path }.Uri
            : new UriBuilder(scheme, ListenAddresses.IsAnyAddress(address) ? "127.0.0.1" : address.Host, address.Port, path).Uri;
    }

    /// <summary>Creates a handler that ignores proxies: Docker sets HTTP_PROXY in containers, but the server is on this machine.</summary>
    public static SocketsHttpHandler CreateHandler(BindingAddress address)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (address.IsUnixPipe)
        {
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.UnixPipePath), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        return handler;
    }
}
