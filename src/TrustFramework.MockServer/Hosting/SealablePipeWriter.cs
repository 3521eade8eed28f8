using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The output of a connection. After <see cref="WriteFinal"/> it discards everything that Kestrel still writes.</summary>
internal sealed class SealablePipeWriter(PipeWriter connection) : PipeWriter
{
    private ArrayBufferWriter<byte>? _discardBuffer;

    public override bool CanGetUnflushedBytes => connection.CanGetUnflushedBytes;

    public override long UnflushedBytes => connection.UnflushedBytes;

    /// <summary>Connection middleware: wraps the output of each connection.</summary>
    public static ConnectionDelegate Wrap(ConnectionDelegate next) => connection =>
    {
        connection.Transport = new DuplexPipe(connection.Transport.Input, new SealablePipeWriter(connection.Transport.Output));
        return next(connection);
    };

    public void WriteFinal(ReadOnlySpan<byte> bytes)
    {
        connection.Write(bytes);
        _discardBuffer = new ArrayBufferWriter<byte>();
    }

    public override void Advance(int bytes)
    {
        if (_discardBuffer is null)
            connection.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _discardBuffer?.GetMemory(sizeHint) ?? connection.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _discardBuffer is null ? connection.GetSpan(sizeHint) : _discardBuffer.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => connection.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => connection.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => connection.Complete(exception);

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
