using System.Runtime.InteropServices;

namespace TrustFramework.Tenants.Storage.Databases;

/// <summary>A row of a tenant. The database does not interpret the data.</summary>
/// <param name="Kind">See <see cref="IRecordSerializer"/>.</param>
/// <param name="Id">The id of the record in upper case, because ids ignore letter case.</param>
/// <param name="Data">Null for a row that a commit deletes, and for one that has not changed since the version that the reader knows.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordRow(string Kind, string Id, ReadOnlyMemory<byte>? Data);

/// <summary>All rows of a tenant at one instant.</summary>
/// <param name="Version">The last commit; 0 for a tenant without rows.</param>
public sealed record TenantRows(long Version, IReadOnlyList<RecordRow> Rows);

/// <summary>The result of a commit to a database.</summary>
/// <param name="Version">0 unless it is committed and the tenant has rows.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DatabaseCommit(CommitResult Result, long Version);

/// <summary>
/// The tables behind a <see cref="DatabaseTenantStore"/>, which no other process changes while they are open. Every method is one transaction. A
/// database that cannot be reached throws <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ITenantDatabase : IAsyncDisposable
{
    IJournalTable Journal { get; }

    /// <summary>Creates the tables, or migrates those of an older version.</summary>
    /// <exception cref="StoreConfigurationException">The database cannot be used.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>The value that an earlier process stored under the name, or else <paramref name="value"/>, which is then stored.</summary>
    Task<byte[]> GetOrAddSettingAsync(string name, byte[] value, CancellationToken cancellationToken);

    /// <summary>All rows of the tenant with their data.</summary>
    ValueTask<TenantRows> ReadAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Writes rows if the tenant's version is still the one that was read. A commit gets a greater version than all commits before it.</summary>
    /// <param name="rows">The rows that differ.</param>
    /// <param name="removesTenant">Whether no row remains.</param>
    /// <param name="maxTenants">How many tenants may have rows. <see cref="TenantId.Global"/> does not count.</param>
    ValueTask<DatabaseCommit> TryCommitAsync(
        TenantId tenant, long readVersion, IReadOnlyList<RecordRow> rows, bool removesTenant, int maxTenants, CancellationToken cancellationToken);

    /// <summary>The tenants that have rows.</summary>
    ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken);

    /// <summary>The rows of a kind, with their data.</summary>
    ValueTask<IReadOnlyList<KeyValuePair<TenantId, RecordRow>>> ListByKindAsync(string kind, CancellationToken cancellationToken);
}

/// <summary>Tables that other processes may change while they are open.</summary>
public interface ISharedTenantDatabase : ITenantDatabase
{
    /// <summary>The versions of the tenants that have rows.</summary>
    Task<IReadOnlyDictionary<TenantId, long>> ReadVersionsAsync(IReadOnlyCollection<TenantId> tenants, CancellationToken cancellationToken);

    /// <summary>All rows of the tenant, with the data of those that changed after the version.</summary>
    ValueTask<TenantRows> ReadChangesAsync(TenantId tenant, long knownVersion, CancellationToken cancellationToken);
}

/// <summary>Converts records to the data of rows and back. A kind has one name for all versions of the program.</summary>
public interface IRecordSerializer
{
    string GetKind(Type recordType);

    Type GetRecordType(string kind);

    byte[] Serialize(ITenantRecord record);

    ITenantRecord Deserialize(string kind, ReadOnlySpan<byte> data);
}
