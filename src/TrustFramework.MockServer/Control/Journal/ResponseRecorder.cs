using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// Response feature that records the length and the beginning of the body. It calls back before the last bytes of the response are sent,
/// so that the entry is in the journal by the time the client has the response. Without a Content-Length header the server sends the end of
/// the response after the middleware, which adds the entry in this case.
/// </summary>
internal sealed class ResponseRecorder : PipeWriter, IHttpResponseBodyFeature
{
    private readonly HttpResponse _response;
    private readonly IHttpResponseBodyFeature _inner;
    private readonly Func<ResponseRecorder, ValueTask> _beforeCompletion;
    private readonly ArrayBufferWriter<byte> _recorded = new();
    private Memory<byte> _currentMemory;

    private ResponseRecorder(HttpContext context, Func<ResponseRecorder, ValueTask> beforeCompletion)
    {
        _response = context.Response;
        _inner = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _beforeCompletion = beforeCompletion;
        Stream = AsStream(leaveOpen: true);
    }

    /// <summary>Whether the callback was called.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The length of the body so far.</summary>
    public long Length { get; private set; }

    /// <summary>The beginning of the body. Empty for a Graph response, whose content the request context has.</summary>
    public ReadOnlyMemory<byte> RecordedBytes => _recorded.WrittenMemory;

    public Stream Stream { get; }

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => _inner.Writer.CanGetUnflushedBytes;

    public override long UnflushedBytes => _inner.Writer.UnflushedBytes;

    /// <summary>Replaces the response body feature of the request.</summary>
    /// <param name="beforeCompletion">Called at most once, before the last bytes of a response of known length are sent.</param>
    public static ResponseRecorder Attach(HttpContext context, Func<ResponseRecorder, ValueTask> beforeCompletion)
    {
        var recorder = new ResponseRecorder(context, beforeCompletion);
        context.Features.Set<IHttpResponseBodyFeature>(recorder);
        return recorder;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _currentMemory = _inner.Writer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        Record(_currentMemory.Span[..bytes]);
        _inner.Writer.Advance(bytes);
    }

    public override async ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        Record(source.Span);
        await NotifyIfLastAsync();
        return await _inner.Writer.WriteAsync(source, cancellationToken);
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await NotifyIfLastAsync();
        return await _inner.Writer.FlushAsync(cancellationToken);
    }

    public override void CancelPendingFlush() => _inner.Writer.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _inner.Writer.Complete(exception);

    public void DisableBuffering() => _inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => _inner.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task CompleteAsync() => _inner.CompleteAsync();

    private async ValueTask NotifyIfLastAsync()
    {
        if (IsComplete || Length != _response.ContentLength)
            return;
        IsComplete = true;
        await _beforeCompletion(this);
    }

    private void Record(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        if (GraphRequestContext.Find(_response.HttpContext) is { ResponseContent.IsEmpty: false })
            return;
        _recorded.Write(bytes[..Math.Min(bytes.Length, RecordedBody.MaxBytes - _recorded.WrittenCount)]);
    }
}
