namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>The request journal in a database: encrypts the data, and keeps the size of all rows together below a limit.</summary>
public sealed class StoredJournal
{
    /// <summary>The size of the rows that are added between two checks of the total size, in bytes.</summary>
    public const long CheckInterval = 2 * 1024 * 1024;

    private const string Kind = "journal";

    private readonly IJournalTable _table;
    private readonly RowEncryption? _encryption;
    private readonly int _maxRows;
    private readonly long _maxSize;
    private readonly BatchRunner<KeyValuePair<TenantId, ReadOnlyMemory<byte>>, bool> _appends;
    private long _unchecked;

    /// <param name="encryption">Null stores the data as it is.</param>
    /// <param name="maxRows">For each tenant.</param>
    /// <param name="maxSize">
    /// For the data of all tenants together, in bytes. Beyond it, the tenants with more than their share lose their oldest rows. It is checked every
    /// <see cref="CheckInterval"/>.
    /// </param>
    public StoredJournal(IJournalTable table, RowEncryption? encryption, int maxRows, long maxSize)
    {
        (_table, _encryption, _maxRows, _maxSize) = (table, encryption, maxRows, maxSize);
        _appends = new(AppendAllAsync);
    }

    /// <summary>Adds a row. Rows that are added at the same time are written together.</summary>
    public async Task AppendAsync(TenantId tenant, ReadOnlyMemory<byte> data) =>
        await _appends.RunAsync(new(tenant, _encryption is null ? data : _encryption.Encrypt(tenant, Kind, id: "", data.Span)));

    /// <inheritdoc cref="IJournalTable.ReadAsync"/>
    public async Task<IReadOnlyList<JournalRow>> ReadAsync(TenantId scope, long after, int maxCount, CancellationToken cancellationToken)
    {
        var rows = await _table.ReadAsync(scope, after, maxCount, cancellationToken);
        return _encryption is null ? rows : [.. rows.Select(row => row with { Data = _encryption.Decrypt(row.Tenant, Kind, id: "", row.Data.Span) })];
    }

    /// <inheritdoc cref="IJournalTable.ReadLastNumberAsync"/>
    public Task<long> ReadLastNumberAsync(CancellationToken cancellationToken) => _table.ReadLastNumberAsync(cancellationToken);

    /// <inheritdoc cref="IJournalTable.DeleteAsync"/>
    public Task DeleteAsync(TenantId scope, CancellationToken cancellationToken) => _table.DeleteAsync(scope, cancellationToken);

    private async Task<bool> AppendAllAsync(IReadOnlyList<KeyValuePair<TenantId, ReadOnlyMemory<byte>>> rows)
    {
        await _table.AppendAsync(rows, _maxRows, CancellationToken.None);
        _unchecked += rows.Sum(row => (long)row.Value.Length);
        if (_unchecked >= CheckInterval)
        {
            _unchecked = 0;
            await LimitSizeAsync();
        }

        return true;
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
        var (remaining, others) = (total, sizes.Count());
        foreach (var size in sizes.Order().TakeWhile(size => size <= remaining / others))
        {
            remaining -= size;
            others--;
            if (others == 0)
                return size;
        }

        return remaining / others;
    }
}
