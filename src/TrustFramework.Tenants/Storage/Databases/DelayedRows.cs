using System.Runtime.InteropServices;

namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>A row of the journal that is not written yet.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PendingRow(TenantId Tenant, Func<byte[]> Serialize);

/// <summary>Rows of the journal that wait to be written together. Of a tenant with more rows than are kept, only the newest wait.</summary>
/// <param name="maxRows">For each tenant.</param>
internal sealed class DelayedRows(int maxRows, WriteDelay delay, Func<IReadOnlyList<PendingRow>, Task> write) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private Dictionary<TenantId, Queue<(long Order, PendingRow Row)>> _rows = [];
    private long _lastOrder;

    public void Add(PendingRow row)
    {
        bool isFirst;
        lock (_lock)
        {
            isFirst = _rows.Count == 0;
            ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, row.Tenant, out _);
            rows ??= new();
            rows.Enqueue((++_lastOrder, row));
            if (rows.Count > maxRows)
                rows.Dequeue();
        }

        if (isFirst)
            _ = WriteLaterAsync();
    }

    /// <summary>Writes the rows that wait, and waits for those that are being written.</summary>
    public async Task WriteAsync()
    {
        await _writing.WaitAsync();
        try
        {
            if (TakeAll() is { Count: > 0 } rows)
                await write(rows);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TryWriteAsync();
        _writing.Dispose();
    }

    private async Task WriteLaterAsync()
    {
        await Task.Delay(delay.Duration, delay.Time);
        await TryWriteAsync();
    }

    /// <summary>Rows that cannot be written are lost. The operations of the tenants report that the database is not available.</summary>
    private async Task TryWriteAsync()
    {
        try
        {
            await WriteAsync();
        }
        catch (Exception exception) when (exception is StoreUnavailableException or ObjectDisposedException)
        {
        }
    }

    private List<PendingRow> TakeAll()
    {
        lock (_lock)
        {
            var taken = _rows;
            _rows = [];
            return [.. taken.Values.SelectMany(rows => rows).OrderBy(row => row.Order).Select(row => row.Row)];
        }
    }
}
