using Microsoft.AspNetCore.Http.Features;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>An answer to a request of a batch, as it would have been sent, or never came. Nothing of it leaves by itself.</summary>
internal sealed class BufferedResponse : HttpResponseFeature, IHttpRequestLifetimeFeature, IDisposable
{
    private readonly MemoryStream _body = new();
    private readonly CancellationTokenSource _abortSource;
    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = [];
    private readonly Stack<(Func<object, Task> Callback, object State)> _onCompleted = [];
    private bool _isAborted;

    /// <param name="batch">When the whole batch has nobody left who waits for it.</param>
    public BufferedResponse(CancellationToken batch)
    {
        _abortSource = CancellationTokenSource.CreateLinkedTokenSource(batch);
        RequestAborted = _abortSource.Token;
    }

    public CancellationToken RequestAborted { get; set; }

    /// <summary>What has been written cannot be taken back, as on a connection.</summary>
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

    /// <summary>False when a client would have got nothing, or less than was promised.</summary>
    public async Task<bool> CompleteAsync(HttpResponse response)
    {
        while (_onStarting.TryPop(out var starting))
            await starting.Callback(starting.State);
        await response.CompleteAsync();
        while (_onCompleted.TryPop(out var completed))
            await completed.Callback(completed.State);
        return !_isAborted && (response.ContentLength is not { } promised || promised == _body.Length);
    }

    public void Dispose()
    {
        _abortSource.Dispose();
        _body.Dispose();
    }
}
