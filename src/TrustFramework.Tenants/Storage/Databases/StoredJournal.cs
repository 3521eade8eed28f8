namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>The request journal in a database: encrypts the data, writes rows in groups, and keeps the size of all rows together below a limit.</summary>
public sealed class StoredJournal : IAsyncDisposable
{
    /// <summary>The size of the rows that are added between two checks of the total size, in bytes.</summary>
    public const long CheckInterval = 2 * 1024 * 1024;

    private const string Kind = "journal";

    private readonly IJournalTable _table;
    private readonly RowEncryption? _encryption;
    private readonly int _maxRows;
    private readonly long _maxSize;
    private readonly BatchRunner<PendingRow, bool> _appends;

    /// <summary>Null if rows are written at once.</summary>
    private readonly DelayedRows? _delayed;

    private long _unchecked;

    /// <param name="encryption">Null stores the data as it is.</param>
    /// <param name="maxRows">For each tenant.</param>
    /// <param name="maxSize">
    /// For the data of all tenants together, in bytes. Beyond it, the tenants with more than their share lose their oldest rows. It is checked every
    /// <see cref="CheckInterval"/>.
    /// </param>
    /// <param name="writeDelay">
    /// How long rows may wait, so that those that newer rows replace meanwhile are never written. Zero for a database that others read. The methods of this
    /// object see all rows in both cases; the end of the process loses those that wait.
    /// </param>
    public StoredJournal(IJournalTable table, RowEncryption? encryption, int maxRows, long maxSize, TimeSpan writeDelay)
    {
        (_table, _encryption, _maxRows, _maxSize) = (table, encryption, maxRows, maxSize);
        _appends = new(WriteAsync);
        _delayed = writeDelay == TimeSpan.Zero ? null : new DelayedRows(maxRows, writeDelay, async rows => await WriteAsync(rows));
    }

    /// <summary>Adds a row. Rows that are added at the same time are written together.</summary>
    /// <param name="serialize">Called when the row is written.</param>
    public async ValueTask AppendAsync(TenantId tenant, Func<byte[]> serialize)
    {
        var row = new PendingRow(tenant, serialize);
        if (_delayed is null)
            await _appends.RunAsync(row);
        else
            _delayed.Add(row);
    }

    /// <inheritdoc cref="IJournalTable.ReadAsync"/>
    public async Task<IReadOnlyList<JournalRow>> ReadAsync(TenantId scope, long after, int maxCount, CancellationToken cancellationToken)
    {
        await WriteDelayedAsync();
        var rows = await _table.ReadAsync(scope, after, maxCount, cancellationToken);
        return _encryption is null ? rows : [.. rows.Select(row => row with { Data = _encryption.Decrypt(row.Tenant, Kind, id: "", row.Data.Span) })];
    }

    /// <inheritdoc cref="IJournalTable.ReadLastNumberAsync"/>
    public async Task<long> ReadLastNumberAsync(CancellationToken cancellationToken)
    {
        await WriteDelayedAsync();
        return await _table.ReadLastNumberAsync(cancellationToken);
    }

    /// <inheritdoc cref="IJournalTable.DeleteAsync"/>
    public async Task DeleteAsync(TenantId scope, CancellationToken cancellationToken)
    {
        await WriteDelayedAsync();
        await _table.DeleteAsync(scope, cancellationToken);
    }

    /// <summary>Writes the rows that wait. The database must still be open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_delayed is not null)
            await _delayed.DisposeAsync();
    }

    private Task WriteDelayedAsync() => _delayed?.WriteAsync() ?? Task.CompletedTask;

    private async Task<bool> WriteAsync(IReadOnlyList<PendingRow> pending)
    {
        KeyValuePair<TenantId, ReadOnlyMemory<byte>>[] rows = [.. pending.Select(row => KeyValuePair.Create<TenantId, ReadOnlyMemory<byte>>(row.Tenant, Serialize(row)))];
        await _table.AppendAsync(rows, _maxRows, CancellationToken.None);
        _unchecked += rows.Sum(row => (long)row.Value.Length);
        if (_unchecked >= CheckInterval)
        {
            _unchecked = 0;
            await LimitSizeAsync();
        }

        return true;
    }

    private byte[] Serialize(PendingRow row)
    {
        var data = row.Serialize();
        return _encryption?.Encrypt(row.Tenant, Kind, id: "", data) ?? data;
    }

    private async Task LimitSizeAsync()
    {
        var sizes = await _table.ReadSizesAsync(CancellationToken.None);
        if (sizes.Values.Sum() <= _maxSize - CheckInterval)
            return;
        var share = GetShare(sizes.Values, _maxSize - (2 * CheckInterval));
        foreach (var (tenant, _) in sizes.Where(size => size.Value > share))
            await _table.DeleteOldestAsync(tenant, share, CancellationToken.None);
    }

    /// <summary>The size that a tenant may have at most, so that all together have the total size. Tenants that need less leave the rest to the others.</summary>
    private static long GetShare(IEnumerable<long> sizes, long total)
    {
        long[] sorted = [.. sizes.Order()];
        var remaining = total;
        for (var i = 0; i < sorted.Length; i++)
        {
            var share = remaining / (sorted.Length - i);
            if (sorted[i] > share)
                return share;
            remaining -= sorted[i];
        }

        return long.MaxValue;
    }
}
