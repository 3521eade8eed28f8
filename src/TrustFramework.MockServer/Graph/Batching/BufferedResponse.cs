using Microsoft.AspNetCore.Http.Features;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>The response to a request in a batch, held in memory.</summary>
internal sealed class BufferedResponse : HttpResponseFeature, IHttpRequestLifetimeFeature, IDisposable
{
    private readonly MemoryStream _body = new();
    private readonly CancellationTokenSource _abortSource;
    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = [];
    private readonly Stack<(Func<object, Task> Callback, object State)> _onCompleted = [];
    private bool _isAborted;

    /// <param name="batchAborted">Canceled when the client aborts the batch.</param>
    public BufferedResponse(CancellationToken batchAborted)
    {
        _abortSource = CancellationTokenSource.CreateLinkedTokenSource(batchAborted);
        RequestAborted = _abortSource.Token;
    }

    public CancellationToken RequestAborted { get; set; }

    /// <summary>As on a connection, headers cannot change after the first byte of the body.</summary>
    public override bool HasStarted => _body.Length > 0;

    public ReadOnlySpan<byte> WrittenBytes => _body.GetBuffer().AsSpan(0, (int)_body.Length);

    public void AddTo(IFeatureCollection features)
    {
        features.Set<IHttpResponseFeature>(this);
        features.Set<IHttpRequestLifetimeFeature>(this);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(_body));
    }

    public void Abort()
    {
        _isAborted = true;
        _abortSource.Cancel();
    }

    public override void OnStarting(Func<object, Task> callback, object state) => _onStarting.Push((callback, state));

    public override void OnCompleted(Func<object, Task> callback, object state) => _onCompleted.Push((callback, state));

    /// <summary>Runs the callbacks. False when the response was aborted, or is shorter than its <c>Content-Length</c>.</summary>
    public async Task<bool> CompleteAsync(HttpResponse response)
    {
        while (_onStarting.TryPop(out var starting))
            await starting.Callback(starting.State);
        await response.CompleteAsync();
        while (_onCompleted.TryPop(out var completed))
            await completed.Callback(completed.State);
        return !_isAborted && (response.ContentLength is not { } contentLength || contentLength == _body.Length);
    }

    public void Dispose()
    {
        _abortSource.Dispose();
        _body.Dispose();
    }
}
