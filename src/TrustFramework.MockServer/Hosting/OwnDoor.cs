using System.Net.Sockets;

namespace TrustFramework.MockServer.Hosting;

/// <summary>How a program on the same machine asks at an address at which the server listens.</summary>
internal static class OwnDoor
{
    /// <summary>The address that leads there; what is listened at as a whole is asked at loopback.</summary>
    public static Uri AddressOf(BindingAddress door, string path)
    {
        var scheme = Listening.IsSecure(door) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        return door.IsUnixPipe
            ? new UriBuilder(scheme, "localhost") { Path = path }.Uri
            : new UriBuilder(scheme, Listening.IsEverywhere(door) ? "127.0.0.1" : door.Host, door.Port, path).Uri;
    }

    /// <summary>Past any proxy: Docker hands its own HTTP_PROXY to every container, and the server is right here.</summary>
    public static SocketsHttpHandler NewHandler(BindingAddress door)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (door.IsUnixPipe)
        {
            handler.ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(door.UnixPipePath), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        return handler;
    }
}
