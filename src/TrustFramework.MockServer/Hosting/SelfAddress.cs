using System.Net.Sockets;

namespace TrustFramework.MockServer.Hosting;

/// <summary>How a program on the same machine asks at an address at which the server listens.</summary>
internal static class SelfAddress
{
    /// <summary>The address that leads there; what is listened at as a whole is asked at loopback.</summary>
    public static Uri GetUri(BindingAddress address, string path)
    {
        var scheme = ListenAddresses.IsHttps(address) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        return address.IsUnixPipe
            ? new UriBuilder(scheme, "localhost") { Path = path }.Uri
            : new UriBuilder(scheme, ListenAddresses.IsAnyAddress(address) ? "127.0.0.1" : address.Host, address.Port, path).Uri;
    }

    /// <summary>Past any proxy: Docker hands its own HTTP_PROXY to every container, and the server is right here.</summary>
    public static SocketsHttpHandler CreateHandler(BindingAddress address)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (address.IsUnixPipe)
        {
            handler.ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.UnixPipePath), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        return handler;
    }
}
