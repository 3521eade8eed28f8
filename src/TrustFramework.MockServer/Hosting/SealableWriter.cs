using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace TrustFramework.MockServer.Hosting;

/// <summary>A connection's way out, to which a last word can be said: what is written after it goes nowhere.</summary>
internal sealed class SealableWriter(PipeWriter connection) : PipeWriter
{
    private ArrayBufferWriter<byte>? _nowhere;

    public override bool CanGetUnflushedBytes => connection.CanGetUnflushedBytes;

    public override long UnflushedBytes => connection.UnflushedBytes;

    /// <summary>Connection middleware: puts one in front of every connection.</summary>
    public static ConnectionDelegate Before(ConnectionDelegate next) => connection =>
    {
        connection.Transport = new Ways(connection.Transport.Input, new SealableWriter(connection.Transport.Output));
        return next(connection);
    };

    public void Seal(ReadOnlySpan<byte> lastWord)
    {
        connection.Write(lastWord);
        _nowhere = new ArrayBufferWriter<byte>();
    }

    public override void Advance(int bytes)
    {
        if (_nowhere is null)
            connection.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _nowhere?.GetMemory(sizeHint) ?? connection.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _nowhere is null ? connection.GetSpan(sizeHint) : _nowhere.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => connection.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => connection.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => connection.Complete(exception);

    private sealed record Ways(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
