using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace TrustFramework.MockServer.Hosting.Interception;

/// <summary>
/// Connection middleware: a proxy for HTTPS_PROXY (RFC 9110 9.3.6) whose tunnels all end in this server. It opens no connection: after the
/// response to CONNECT, the same connection continues with TLS like any other. It refuses all names except the intercepted hosts, so a client
/// cannot reach other machines through it.
/// </summary>
internal sealed partial class ConnectProxyMiddleware(TimeProvider time, ILogger<ConnectProxyMiddleware> logger)
{
    /// <summary>The maximum length of request line and headers.</summary>
    private const int MaxPreambleLength = 16 * 1024;

    private const int MaxLoggedLength = 200;

    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    public ConnectionDelegate Wrap(ConnectionDelegate next) => async connection =>
    {
        using var timeout = new CancellationTokenSource(HandshakeTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, connection.ConnectionClosed);
        try
        {
            if (await ReadRequestLineAsync(connection.Transport.Input, limit.Token) is not { } requestLine)
                return;
            if (GetRejectionReason(requestLine) is { } reason)
            {
                Log.Refused(logger, reason);
                await WriteAsync(connection.Transport.Output, FormatForbidden(reason), limit.Token);
                return;
            }

            await WriteAsync(connection.Transport.Output, "HTTP/1.1 200 Connection Established\r\n\r\n", limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return; // the client was too slow or has disconnected
        }

        await next(connection);
    };

    /// <summary>The first line; null if the bytes are not a request or are too long. Bytes after the empty line stay in the pipe.</summary>
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

    /// <summary>Request line and headers including the empty line; null if they are not complete yet.</summary>
    private static (ReadOnlySequence<byte> Text, long LineLength)? FindPreamble(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
            return null;
        reader.Rewind(2); // in a request without headers the empty line follows at once
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8) ? (buffer.Slice(0, reader.Position), line.Length) : null;
    }

    /// <summary>Null if the tunnel is allowed, otherwise the reason.</summary>
    private static string? GetRejectionReason(string requestLine) => requestLine.Split(' ') switch
    {
        ["CONNECT", var target, "HTTP/1.1" or "HTTP/1.0"] when target.Split(':') is [var host, "443"] && MicrosoftHosts.Find(host) is not null => null,
        ["CONNECT", var target, ..] =>
            $"{LogText.Sanitize(target, MaxLoggedLength)} cannot be reached through the proxy of trustframework-mock. The proxy serves only port 443 of "
            + $"{string.Join(", ", MicrosoftHosts.Intercepted)}. Add other hosts to NO_PROXY.",
        [_, var target, ..] =>
            $"{LogText.Sanitize(target, MaxLoggedLength)} cannot be reached through the proxy of trustframework-mock. The proxy accepts only CONNECT. "
            + "Set it as HTTPS_PROXY, not as HTTP_PROXY.",
        _ => "The proxy of trustframework-mock accepts only CONNECT.",
    };

    private static string FormatForbidden(string text) =>
        $"HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}";

    private static async Task WriteAsync(PipeWriter output, string text, CancellationToken limit) =>
        await output.WriteAsync(Encoding.UTF8.GetBytes(text), limit);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The proxy refused a request: {Reason:l}")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
