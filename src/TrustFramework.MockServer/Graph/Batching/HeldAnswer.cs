using Microsoft.AspNetCore.Http.Features;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>An answer to a request of a batch, as it would have been sent, or never came. Nothing of it leaves by itself.</summary>
internal sealed class HeldAnswer : HttpResponseFeature, IHttpRequestLifetimeFeature, IDisposable
{
    private readonly MemoryStream _written = new();
    private readonly CancellationTokenSource _cut;
    private readonly Stack<(Func<object, Task> Callback, object State)> _starting = [];
    private readonly Stack<(Func<object, Task> Callback, object State)> _completed = [];
    private bool _isAborted;

    /// <param name="batch">When the whole batch has nobody left who waits for it.</param>
    public HeldAnswer(CancellationToken batch)
    {
        _cut = CancellationTokenSource.CreateLinkedTokenSource(batch);
        RequestAborted = _cut.Token;
    }

    public CancellationToken RequestAborted { get; set; }

    /// <summary>What has been written cannot be taken back, as on a connection.</summary>
    public override bool HasStarted => _written.Length > 0;

    public ReadOnlySpan<byte> Written => _written.GetBuffer().AsSpan(0, (int)_written.Length);

    public void AddTo(IFeatureCollection features)
    {
        features.Set<IHttpResponseFeature>(this);
        features.Set<IHttpRequestLifetimeFeature>(this);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(_written));
    }

    public void Abort()
    {
        _isAborted = true;
        _cut.Cancel();
    }

    public override void OnStarting(Func<object, Task> callback, object state) => _starting.Push((callback, state));

    public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

    /// <summary>False when a client would have got nothing, or less than was promised.</summary>
    public async Task<bool> CompleteAsync(HttpResponse response)
    {
        while (_starting.TryPop(out var starting))
            await starting.Callback(starting.State);
        await response.CompleteAsync();
        while (_completed.TryPop(out var completed))
            await completed.Callback(completed.State);
        return !_isAborted && (response.ContentLength is not { } promised || promised == _written.Length);
    }

    public void Dispose()
    {
        _cut.Dispose();
        _written.Dispose();
    }
}
