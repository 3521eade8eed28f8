using System.Runtime.InteropServices;

namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>A row of the request journal. The database does not interpret the data.</summary>
/// <param name="Number">Grows by one with each row of any tenant, in the order in which the rows become visible, and is never used twice.</param>
/// <param name="Position">The number of the row among those of its tenant. It starts at 1 again after all rows of the tenant were deleted.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JournalRow(long Number, long Position, TenantId Tenant, ReadOnlyMemory<byte> Data);

/// <summary>A row of the request journal that is added.</summary>
/// <param name="Size">What the row counts for limits on the size, in bytes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NewJournalRow(TenantId Tenant, ReadOnlyMemory<byte> Data, long Size);

/// <summary>
/// The table with the request journal. It is apart from the records of the tenants, because each request adds a row and must not change the version of
/// its tenant. Every method is one transaction and throws <see cref="StoreUnavailableException"/> as the database does.
/// </summary>
public interface IJournalTable
{
    /// <summary>
    /// Adds rows in their order, and deletes the oldest rows of their tenants beyond <paramref name="maxRows"/> per tenant. It need not survive a power
    /// cut.
    /// </summary>
    Task AppendAsync(IReadOnlyList<NewJournalRow> rows, int maxRows, CancellationToken cancellationToken);

    /// <summary>The first rows with a greater number, in order.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for the rows of all tenants.</param>
    Task<IReadOnlyList<JournalRow>> ReadAsync(TenantId scope, long after, int maxCount, CancellationToken cancellationToken);

    /// <summary>The number of the row that was added last, also if it was deleted; 0 if there was none.</summary>
    Task<long> ReadLastNumberAsync(CancellationToken cancellationToken);

    /// <summary>Deletes rows. Numbering continues.</summary>
    /// <param name="scope"><see cref="TenantId.Global"/> for the rows of all tenants.</param>
    Task DeleteAsync(TenantId scope, CancellationToken cancellationToken);

    /// <summary>The total size of the rows of each tenant, in bytes.</summary>
    Task<IReadOnlyDictionary<TenantId, long>> ReadSizesAsync(CancellationToken cancellationToken);

    /// <summary>Deletes the oldest rows of the tenant until the others have at most this size in bytes.</summary>
    Task DeleteOldestAsync(TenantId tenant, long maxSize, CancellationToken cancellationToken);
}
