using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph;

/// <summary>HTTP/1 as bytes: sends anything, and reads what comes back as strictly as a client would.</summary>
public sealed class RawHttpClient(Uri server)
{
    /// <summary>Long enough for any answer: whoever has none by then hangs.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Reads until the server closes the connection, or as many answers are there.</summary>
    public async Task<RawHttpResult> SendAsync(byte[] bytes, int answers)
    {
        using var giveUp = new CancellationTokenSource(ResponseTimeout);
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port, giveUp.Token);
        var heard = new List<byte>();
        var buffer = new byte[64 * 1024];
        try
        {
            await socket.Client.SendAsync(bytes, giveUp.Token);
            while (ParseResponses(heard).Count < answers)
            {
                var count = await socket.Client.ReceiveAsync(buffer, giveUp.Token);
                if (count == 0)
                    return new RawHttpResult(ParseResponses(heard), IsClosed: true);
                heard.AddRange(buffer.AsSpan(0, count));
            }
        }
        catch (SocketException)
        {
            // The server did not wait for the rest of what it refused.
            return new RawHttpResult(ParseResponses(heard), IsClosed: true);
        }

        return new RawHttpResult(ParseResponses(heard), IsClosed: false);
    }

    /// <summary>Those that are whole.</summary>
    private static List<RawHttpResponse> ParseResponses(List<byte> heard)
    {
        var text = Encoding.Latin1.GetString([.. heard]);
        List<RawHttpResponse> answers = [];
        for (var at = 0; text.IndexOf("\r\n\r\n", at, StringComparison.Ordinal) is var end && end >= 0;)
        {
            var lines = text[at..end].Split("\r\n");
            var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
            var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToLookup(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase);
            at = end + 4;
            if (TryReadBody(text, ref at, status, headers) is not { } body)
                break;
            if (status != 100)
                answers.Add(new RawHttpResponse(status, headers, body));
        }

        return answers;
    }

    /// <summary>Null while it is not whole.</summary>
    private static string? TryReadBody(string text, ref int at, int status, ILookup<string, string> headers)
    {
        if (status is 100 or 204 or 304)
            return "";
        var body = new StringBuilder();
        if (!headers.Contains("Transfer-Encoding"))
            return TryTake(text, ref at, int.Parse(headers["Content-Length"].SingleOrDefault("0"), CultureInfo.InvariantCulture), body) ? body.ToString() : null;
        while (text.IndexOf("\r\n", at, StringComparison.Ordinal) is var end && end >= 0)
        {
            var size = int.Parse(text[at..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at = end + 2;
            if (!TryTake(text, ref at, size, body) || !TryTake(text, ref at, 2, new StringBuilder()))
                return null;
            if (size == 0)
                return body.ToString();
        }

        return null;
    }

    private static bool TryTake(string text, ref int at, int length, StringBuilder into)
    {
        if (text.Length - at < length)
            return false;
        into.Append(text, at, length);
        at += length;
        return true;
    }
}

/// <summary>What came back on one connection.</summary>
public sealed record RawHttpResult(IReadOnlyList<RawHttpResponse> Responses, bool IsClosed);

public sealed record RawHttpResponse(int Status, ILookup<string, string> Headers, string Body)
{
    /// <summary>Whether it is a success, or an error in Graph's own shape.</summary>
    public bool IsGraphResponse => Status < 400
        || (Headers["Content-Type"].SingleOrDefault() == "application/json"
            && JsonNode.Parse(Body)?["error"]?["innerError"]?["request-id"]?.GetValue<string>() == Headers["request-id"].SingleOrDefault());
}
