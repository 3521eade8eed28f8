using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// The way out of an answer, with an eye on what passes: its length and its beginning. Before the last bytes of an answer whose length
/// is known leave, the journal is told: nobody shall have an answer that it has not. It stays for as long as the request lasts.
/// </summary>
internal sealed class ResponseRecorder : PipeWriter, IHttpResponseBodyFeature
{
    /// <summary>What is shorter takes no more than two of Kestrel's own buffers.</summary>
    private const int MinSingleWrite = 8 * 1024;

    private readonly HttpContext _context;
    private readonly Func<ResponseRecorder, ValueTask> _beforeCompletion;
    private readonly IHttpResponseBodyFeature _innerBody;
    private RecordingStream? _stream;
    private Memory<byte> _currentMemory;
    private byte[] _recorded = [];
    private int _recordedLength;
    private ReadOnlyMemory<byte> _sharedContent;

    private ResponseRecorder(HttpContext context, Func<ResponseRecorder, ValueTask> beforeEnd)
    {
        _beforeCompletion = beforeEnd;
        _context = context;
        _innerBody = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
    }

    /// <summary>How many bytes have passed.</summary>
    public long Length { get; private set; }

    /// <summary>The first of them, as many as are kept. Nobody changes them any more.</summary>
    public ReadOnlyMemory<byte> RecordedBytes => _sharedContent.IsEmpty ? _recorded.AsMemory(0, _recordedLength) : _sharedContent;

    public Stream Stream => _stream ??= new RecordingStream(this);

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => _innerBody.Writer.CanGetUnflushedBytes;

    public override long UnflushedBytes => _innerBody.Writer.UnflushedBytes;

    /// <summary>Puts one on the answer's way.</summary>
    /// <param name="beforeEnd">Told when the last bytes are about to leave. Where nobody knows which are the last, they leave at the end of the request.</param>
    public static ResponseRecorder Attach(HttpContext context, Func<ResponseRecorder, ValueTask> beforeEnd)
    {
        var tap = new ResponseRecorder(context, beforeEnd);
        context.Features.Set<IHttpResponseBodyFeature>(tap);
        return tap;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _currentMemory = _innerBody.Writer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        Record(_currentMemory.Span[..bytes]);
        _innerBody.Writer.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => _innerBody.Writer.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => _innerBody.Writer.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _innerBody.Writer.Complete(exception);

    public void DisableBuffering() => _innerBody.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => _innerBody.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task CompleteAsync() => _innerBody.CompleteAsync();

    private ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Record(bytes.Span);
        return Length == _context.Response.ContentLength
            ? SendFinalAsync(bytes, cancellationToken)
            : ForwardAsync(bytes, cancellationToken);
    }

    private async ValueTask SendFinalAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _beforeCompletion(this);
        await ForwardAsync(bytes, cancellationToken);
    }

    /// <summary>In one piece, where that is not too much: a stream copies bytes into many of 4 KiB, and they are sent as many.</summary>
    private async ValueTask ForwardAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length is < MinSingleWrite or > KestrelEndpoints.MaxResponseBufferSize)
        {
            await _innerBody.Stream.WriteAsync(bytes, cancellationToken);
            return;
        }

        await _innerBody.StartAsync(cancellationToken);
        bytes.CopyTo(_innerBody.Writer.GetMemory(bytes.Length));
        _innerBody.Writer.Advance(bytes.Length);
        await _innerBody.Writer.FlushAsync(cancellationToken);
    }

    /// <summary>Copies nothing as long as what passes is what the exchange has at hand as a whole.</summary>
    private void Record(ReadOnlySpan<byte> bytes)
    {
        var known = _sharedContent.Length;
        if (known == Length && GraphRequestContext.Find(_context) is { ResponseContent: var content } && content.Length >= known && content.Span[known..].StartsWith(bytes))
        {
            _sharedContent = content[..(known + bytes.Length)];
            Length += bytes.Length;
            return;
        }

        Length += bytes.Length;
        Copy(_sharedContent.Span);
        _sharedContent = default;
        Copy(bytes);
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        var kept = bytes[..Math.Min(bytes.Length, RecordedBody.MaxBytes - _recordedLength)];
        if (_recorded.Length - _recordedLength < kept.Length)
            Array.Resize(ref _recorded, Math.Min(RecordedBody.MaxBytes, _recordedLength == 0 ? kept.Length : Math.Max(2 * _recordedLength, _recordedLength + kept.Length)));
        kept.CopyTo(_recorded.AsSpan(_recordedLength));
        _recordedLength += kept.Length;
    }

    /// <summary>The same way for those who write to a stream.</summary>
    private sealed class RecordingStream(ResponseRecorder tap) : Stream
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
            tap.Record(buffer.AsSpan(offset, count));
            tap._innerBody.Stream.Write(buffer, offset, count);
        }

        public override void Flush() => tap._innerBody.Stream.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => tap._innerBody.Stream.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
