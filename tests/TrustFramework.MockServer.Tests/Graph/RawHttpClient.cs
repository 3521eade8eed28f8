using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph;

/// <summary>Sends arbitrary bytes over a socket and parses the HTTP/1 responses strictly.</summary>
public sealed class RawHttpClient(Uri server)
{
    /// <summary>Longer than any response takes.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Reads until the server closes the connection or the expected number of responses is complete.</summary>
    public async Task<RawHttpResult> SendAsync(byte[] bytes, int expectedResponses)
    {
        using var timeout = new CancellationTokenSource(ResponseTimeout);
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port, timeout.Token);
        var received = new List<byte>();
        var buffer = new byte[64 * 1024];
        try
        {
            await socket.Client.SendAsync(bytes, timeout.Token);
            while (ParseResponses(received).Count < expectedResponses)
            {
                var count = await socket.Client.ReceiveAsync(buffer, timeout.Token);
                if (count == 0)
                    return new RawHttpResult(ParseResponses(received), IsClosed: true);
                received.AddRange(buffer.AsSpan(0, count));
            }
        }
        catch (SocketException)
        {
            // The server closed the connection before it read the whole request.
            return new RawHttpResult(ParseResponses(received), IsClosed: true);
        }

        return new RawHttpResult(ParseResponses(received), IsClosed: false);
    }

    /// <summary>Returns the complete responses.</summary>
    private static List<RawHttpResponse> ParseResponses(List<byte> received)
    {
        var text = Encoding.Latin1.GetString([.. received]);
        List<RawHttpResponse> responses = [];
        for (var position = 0; text.IndexOf("\r\n\r\n", position, StringComparison.Ordinal) is var end && end >= 0;)
        {
            var lines = text[position..end].Split("\r\n");
            var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
            var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToLookup(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase);
            position = end + 4;
            if (TryReadBody(text, ref position, status, headers) is not { } body)
                break;
            if (status != 100)
                responses.Add(new RawHttpResponse(status, headers, body));
        }

        return responses;
    }

    /// <summary>Null while the body is incomplete.</summary>
    private static string? TryReadBody(string text, ref int position, int status, ILookup<string, string> headers)
    {
        if (status is 100 or 204 or 304)
            return "";
        var body = new StringBuilder();
        if (!headers.Contains("Transfer-Encoding"))
            return TryTake(text, ref position, int.Parse(headers["Content-Length"].SingleOrDefault("0"), CultureInfo.InvariantCulture), body) ? body.ToString() : null;
        while (text.IndexOf("\r\n", position, StringComparison.Ordinal) is var end && end >= 0)
        {
            var size = int.Parse(text[position..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            position = end + 2;
            if (!TryTake(text, ref position, size, body) || !TryTake(text, ref position, 2, new StringBuilder()))
                return null;
            if (size == 0)
                return body.ToString();
        }

        return null;
    }

    private static bool TryTake(string text, ref int position, int length, StringBuilder into)
    {
        if (text.Length - position < length)
            return false;
        into.Append(text, position, length);
        position += length;
        return true;
    }
}

/// <summary>The responses on one connection.</summary>
public sealed record RawHttpResult(IReadOnlyList<RawHttpResponse> Responses, bool IsClosed);

public sealed record RawHttpResponse(int Status, ILookup<string, string> Headers, string Body)
{
    /// <summary>Whether the response is a success, or an error in Graph's format.</summary>
    public bool IsGraphResponse => Status < 400
        || (Headers["Content-Type"].SingleOrDefault() == "application/json"
            && JsonNode.Parse(Body)?["error"]?["innerError"]?["request-id"]?.GetValue<string>() == Headers["request-id"].SingleOrDefault());
}
