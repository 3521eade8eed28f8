using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// The way out of an answer, with an eye on what passes: its length and its beginning. Before the last bytes of an answer whose length
/// is known leave, the journal is told: nobody shall have an answer that it has not. It stays for as long as the request lasts.
/// </summary>
internal sealed class AnswerTap : PipeWriter, IHttpResponseBodyFeature
{
    /// <summary>What is shorter takes no more than two of Kestrel's own buffers.</summary>
    private const int LeastPiece = 8 * 1024;

    private readonly HttpContext _context;
    private readonly Func<AnswerTap, ValueTask> _beforeEnd;
    private readonly IHttpResponseBodyFeature _body;
    private TapStream? _stream;
    private Memory<byte> _handedOut;
    private byte[] _copy = [];
    private int _copied;
    private ReadOnlyMemory<byte> _whole;

    private AnswerTap(HttpContext context, Func<AnswerTap, ValueTask> beforeEnd)
    {
        _beforeEnd = beforeEnd;
        _context = context;
        _body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
    }

    /// <summary>How many bytes have passed.</summary>
    public long Length { get; private set; }

    /// <summary>The first of them, as many as are kept. Nobody changes them any more.</summary>
    public ReadOnlyMemory<byte> Beginning => _whole.IsEmpty ? _copy.AsMemory(0, _copied) : _whole;

    public Stream Stream => _stream ??= new TapStream(this);

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => _body.Writer.CanGetUnflushedBytes;

    public override long UnflushedBytes => _body.Writer.UnflushedBytes;

    /// <summary>Puts one on the answer's way.</summary>
    /// <param name="beforeEnd">Told when the last bytes are about to leave. Where nobody knows which are the last, they leave at the end of the request.</param>
    public static AnswerTap On(HttpContext context, Func<AnswerTap, ValueTask> beforeEnd)
    {
        var tap = new AnswerTap(context, beforeEnd);
        context.Features.Set<IHttpResponseBodyFeature>(tap);
        return tap;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _handedOut = _body.Writer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        Keep(_handedOut.Span[..bytes]);
        _body.Writer.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => _body.Writer.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => _body.Writer.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _body.Writer.Complete(exception);

    public void DisableBuffering() => _body.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => _body.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task CompleteAsync() => _body.CompleteAsync();

    private ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Keep(bytes.Span);
        return Length == _context.Response.ContentLength
            ? SendLastAsync(bytes, cancellationToken)
            : PassAsync(bytes, cancellationToken);
    }

    private async ValueTask SendLastAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _beforeEnd(this);
        await PassAsync(bytes, cancellationToken);
    }

    /// <summary>In one piece, where that is not too much: a stream copies bytes into many of 4 KiB, and they are sent as many.</summary>
    private async ValueTask PassAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length is < LeastPiece or > KestrelEndpoints.MaxResponseBufferSize)
        {
            await _body.Stream.WriteAsync(bytes, cancellationToken);
            return;
        }

        await _body.StartAsync(cancellationToken);
        bytes.CopyTo(_body.Writer.GetMemory(bytes.Length));
        _body.Writer.Advance(bytes.Length);
        await _body.Writer.FlushAsync(cancellationToken);
    }

    /// <summary>Copies nothing as long as what passes is what the exchange has at hand as a whole.</summary>
    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var known = _whole.Length;
        if (known == Length && GraphRequestContext.Find(_context) is { ResponseContent: var content } && content.Length >= known && content.Span[known..].StartsWith(bytes))
        {
            _whole = content[..(known + bytes.Length)];
            Length += bytes.Length;
            return;
        }

        Length += bytes.Length;
        Copy(_whole.Span);
        _whole = default;
        Copy(bytes);
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        var kept = bytes[..Math.Min(bytes.Length, RecordedBody.Most - _copied)];
        if (_copy.Length - _copied < kept.Length)
            Array.Resize(ref _copy, Math.Min(RecordedBody.Most, _copied == 0 ? kept.Length : Math.Max(2 * _copied, _copied + kept.Length)));
        kept.CopyTo(_copy.AsSpan(_copied));
        _copied += kept.Length;
    }

    /// <summary>The same way for those who write to a stream.</summary>
    private sealed class TapStream(AnswerTap tap) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => tap.SendAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            tap.SendAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count)
        {
            tap.Keep(buffer.AsSpan(offset, count));
            tap._body.Stream.Write(buffer, offset, count);
        }

        public override void Flush() => tap._body.Stream.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => tap._body.Stream.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
