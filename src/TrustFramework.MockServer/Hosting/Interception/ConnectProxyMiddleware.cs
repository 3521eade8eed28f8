using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace TrustFramework.MockServer.Hosting.Interception;

/// <summary>
/// Connection middleware: a proxy as HTTPS_PROXY wants one, RFC 9110 9.3.6, whose tunnels all end here. It opens no connection: behind
/// the answer to CONNECT the same connection goes on as any other one of ours, with TLS next. Every name but the real hosts' is refused,
/// so nothing can be reached through it that could not be reached without it.
/// </summary>
internal sealed partial class ConnectProxyMiddleware(TimeProvider time, ILogger<ConnectProxyMiddleware> logger)
{
    /// <summary>Request line and headers; a credential for another proxy may be among them.</summary>
    private const int MaxPreambleLength = 16 * 1024;

    private const int MaxLoggedLength = 200;

    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    public ConnectionDelegate Wrap(ConnectionDelegate next) => async connection =>
    {
        using var patience = new CancellationTokenSource(HandshakeTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, connection.ConnectionClosed);
        try
        {
            if (await ReadRequestLineAsync(connection.Transport.Input, limit.Token) is not { } requestLine)
                return;
            if (GetRejectionReason(requestLine) is { } refusal)
            {
                Log.Refused(logger, refusal);
                await WriteAsync(connection.Transport.Output, FormatForbidden(refusal), limit.Token);
                return;
            }

            await WriteAsync(connection.Transport.Output, "HTTP/1.1 200 Connection Established\r\n\r\n", limit.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            return; // too slow, or no longer there
        }

        await next(connection);
    };

    /// <summary>The first line; null when what comes is no request or too long. What follows the empty line stays in the pipe.</summary>
    private static async Task<string?> ReadRequestLineAsync(PipeReader input, CancellationToken limit)
    {
        while (true)
        {
            var read = await input.ReadAsync(limit);
            if (FindPreamble(read.Buffer) is { } preamble)
            {
                var requestLine = Encoding.Latin1.GetString(preamble.Text.Slice(0, preamble.LineLength));
                input.AdvanceTo(preamble.Text.End);
                return requestLine;
            }

            if (read.IsCompleted || read.Buffer.Length > MaxPreambleLength)
            {
                input.AdvanceTo(read.Buffer.End);
                return null;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Everything up to and with the empty line; null as long as it has not come.</summary>
    private static (ReadOnlySequence<byte> Text, long LineLength)? FindPreamble(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
            return null;
        reader.Rewind(2); // a request without headers has its empty line at once
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8) ? (buffer.Slice(0, reader.Position), line.Length) : null;
    }

    /// <summary>Null when the tunnel may be, else why not.</summary>
    private static string? GetRejectionReason(string requestLine) => requestLine.Split(' ') switch
    {
        ["CONNECT", var target, "HTTP/1.1" or "HTTP/1.0"] when target.Split(':') is [var host, "443"] && MicrosoftHosts.Find(host) is not null => null,
        ["CONNECT", var target, ..] =>
            $"{SanitizeForLog(target)} cannot be reached through TrustFramework.MockServer: its proxy leads to {string.Join(", ", MicrosoftHosts.Intercepted)}, "
            + "port 443 each, and to nowhere else. Name other hosts in NO_PROXY.",
        [_, var target, ..] =>
            $"{SanitizeForLog(target)} cannot be reached through TrustFramework.MockServer: its proxy takes CONNECT alone. Set it as HTTPS_PROXY, not as HTTP_PROXY.",
        _ => "This is the proxy of TrustFramework.MockServer, which takes CONNECT alone.",
    };

    /// <summary>Clients write it: no line may look like two.</summary>
    private static string SanitizeForLog(string text) =>
        string.Concat((text.Length > MaxLoggedLength ? $"{text[..MaxLoggedLength]}…" : text).Select(c => char.IsControl(c) ? ' ' : c));

    private static string FormatForbidden(string text) =>
        $"HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}";

    private static async Task WriteAsync(PipeWriter output, string text, CancellationToken limit) =>
        await output.WriteAsync(Encoding.UTF8.GetBytes(text), limit);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The proxy refused: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
