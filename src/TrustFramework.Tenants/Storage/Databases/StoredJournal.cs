namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>How much of the journal is kept.</summary>
/// <param name="MaxRows">For each tenant.</param>
/// <param name="MaxSize">
/// For the data of all tenants together, in bytes before compression. Beyond it, the tenants with more than their share lose their oldest rows. It is checked every
/// <see cref="StoredJournal.CheckInterval"/>.
/// </param>
public sealed record JournalLimits(int MaxRows, long MaxSize);

/// <summary>
/// How long rows of the journal may wait, so that those that newer rows replace meanwhile are never written. Readers of the same <see cref="StoredJournal"/> see
/// them; the end of the process loses them.
/// </summary>
public sealed record WriteDelay(TimeSpan Duration, TimeProvider Time);

/// <summary>The request journal in a database: compresses and encrypts the data, writes rows in groups, and keeps the size of all rows together below a limit.</summary>
public sealed class StoredJournal : IAsyncDisposable
{
    /// <summary>The size of the rows that are added between two checks of the total size, in bytes.</summary>
    public const long CheckInterval = 2 * 1024 * 1024;

    private const string Kind = "journal";

    private readonly IJournalTable _table;
    private readonly RowEncryption? _encryption;
    private readonly JournalLimits _limits;
    private readonly BatchRunner<PendingRow, bool> _appends;

    /// <summary>Null if rows are written at once.</summary>
    private readonly DelayedRows? _delayed;

    private long _unchecked;

    /// <param name="encryption">Null stores the data as it is.</param>
    /// <param name="delay">Null for a database that others read: rows are written at once.</param>
    public StoredJournal(IJournalTable table, RowEncryption? encryption, JournalLimits limits, WriteDelay? delay)
    {
        (_table, _encryption, _limits) = (table, encryption, limits);
        _appends = new(WriteAsync);
        _delayed = delay is null ? null : new DelayedRows(limits.MaxRows, delay, async rows => await WriteAsync(rows));
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
        return [.. rows.Select(row => row with { Data = ReadData(row) })];
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
        NewJournalRow[] rows = [.. pending.Select(CreateRow)];
        await _table.AppendAsync(rows, _limits.MaxRows, CancellationToken.None);
        _unchecked += rows.Sum(row => row.Size);
        if (_unchecked >= CheckInterval)
        {
            _unchecked = 0;
            await LimitSizeAsync();
        }

        return true;
    }

    private NewJournalRow CreateRow(PendingRow row)
    {
        var data = row.Serialize();
        var compressed = Compression.Compress(data);
        return new NewJournalRow(row.Tenant, _encryption?.Encrypt(row.Tenant, Kind, id: "", compressed) ?? compressed, data.Length);
    }

    private byte[] ReadData(JournalRow row) =>
        Compression.Decompress(_encryption is null ? row.Data.Span : _encryption.Decrypt(row.Tenant, Kind, id: "", row.Data.Span));

    private async Task LimitSizeAsync()
    {
        var sizes = await _table.ReadSizesAsync(CancellationToken.None);
        if (sizes.Values.Sum() <= _limits.MaxSize - CheckInterval)
            return;
        var share = GetShare(sizes.Values, _limits.MaxSize - (2 * CheckInterval));
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
