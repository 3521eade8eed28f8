using Microsoft.Data.Sqlite;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.Sqlite;

/// <summary>
/// Tables in one file, which this process locks while the database is open. A commit survives the end of the process at any moment; a power cut can
/// lose the last commits, but none in part (write-ahead log, <c>synchronous=NORMAL</c>).
/// </summary>
public sealed class SqliteTenantDatabase : ITenantDatabase
{
    private readonly SqliteFile _file;

    /// <param name="path">The file. It is created when it does not exist, readable only by its owner.</param>
    public SqliteTenantDatabase(string path)
    {
        _file = new SqliteFile(path);
        Journal = new SqliteJournalTable(_file);
    }

    public IJournalTable Journal { get; }

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        _file.Open();
        return Task.CompletedTask;
    }

    public Task<byte[]> GetOrAddSettingAsync(string name, byte[] value, CancellationToken cancellationToken) => Task.FromResult(_file.Run(transaction =>
    {
        transaction.Execute("INSERT INTO settings (name, value) VALUES ($name, $value) ON CONFLICT DO NOTHING", ("$name", name), ("$value", value));
        using var command = transaction.CreateCommand("SELECT value FROM settings WHERE name = $name", ("$name", name));
        return (byte[])command.ExecuteScalar()!;
    }));

    public ValueTask<TenantRows> ReadAsync(TenantId tenant, CancellationToken cancellationToken) => ValueTask.FromResult(_file.Run(transaction =>
    {
        using var command = transaction.CreateCommand("SELECT kind, id, data FROM records WHERE tenant = $tenant", ("$tenant", tenant.ToString()));
        using var reader = command.ExecuteReader();
        var rows = new List<RecordRow>();
        while (reader.Read())
            rows.Add(ReadRow(reader, firstColumn: 0));
        return new TenantRows(ReadVersion(transaction, tenant), rows);
    }));

    public ValueTask<DatabaseCommit> TryCommitAsync(
        TenantId tenant, long readVersion, IReadOnlyList<RecordRow> rows, bool removesTenant, int maxTenants, CancellationToken cancellationToken) => ValueTask.FromResult(_file.Run(transaction =>
    {
        if (ReadVersion(transaction, tenant) != readVersion)
            return new DatabaseCommit(CommitResult.Conflict, Version: 0);
        if (readVersion == 0 && tenant != TenantId.Global && CountTenants(transaction) >= maxTenants)
            return new DatabaseCommit(CommitResult.TooManyTenants, Version: 0);

        var version = removesTenant ? 0 : NextVersion(transaction);
        if (removesTenant)
            transaction.Execute("DELETE FROM tenants WHERE id = $tenant", ("$tenant", tenant.ToString()));
        else
            transaction.Execute("INSERT INTO tenants (id, version) VALUES ($tenant, $version) ON CONFLICT (id) DO UPDATE SET version = $version", ("$tenant", tenant.ToString()), ("$version", version));
        WriteRows(transaction, tenant, version, rows);
        return new DatabaseCommit(CommitResult.Committed, version);
    }));

    public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_file.Run<IReadOnlyList<TenantId>>(transaction =>
    {
        using var command = transaction.CreateCommand("SELECT id FROM tenants");
        using var reader = command.ExecuteReader();
        var tenants = new List<TenantId>();
        while (reader.Read())
            tenants.Add(new TenantId(Guid.Parse(reader.GetString(0))));
        return tenants;
    }));

    public ValueTask<IReadOnlyList<KeyValuePair<TenantId, RecordRow>>> ListByKindAsync(string kind, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_file.Run<IReadOnlyList<KeyValuePair<TenantId, RecordRow>>>(transaction =>
        {
            using var command = transaction.CreateCommand("SELECT tenant, kind, id, data FROM records WHERE kind = $kind", ("$kind", kind));
            using var reader = command.ExecuteReader();
            var rows = new List<KeyValuePair<TenantId, RecordRow>>();
            while (reader.Read())
                rows.Add(KeyValuePair.Create(new TenantId(Guid.Parse(reader.GetString(0))), ReadRow(reader, firstColumn: 1)));
            return rows;
        }));

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void WriteRows(SqliteTransaction transaction, TenantId tenant, long version, IReadOnlyList<RecordRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Data is { } data)
            {
                transaction.Execute(
                    "INSERT INTO records (tenant, kind, id, version, data) VALUES ($tenant, $kind, $id, $version, $data) "
                    + "ON CONFLICT (tenant, kind, id) DO UPDATE SET version = $version, data = $data",
                    ("$tenant", tenant.ToString()),
                    ("$kind", row.Kind),
                    ("$id", row.Id),
                    ("$version", version),
                    ("$data", data.ToArray()));
            }
            else
            {
                transaction.Execute("DELETE FROM records WHERE tenant = $tenant AND kind = $kind AND id = $id", ("$tenant", tenant.ToString()), ("$kind", row.Kind), ("$id", row.Id));
            }
        }
    }

    private static long ReadVersion(SqliteTransaction transaction, TenantId tenant) =>
        transaction.ReadNumber("SELECT version FROM tenants WHERE id = $tenant", ("$tenant", tenant.ToString())) ?? 0;

    private static long NextVersion(SqliteTransaction transaction) => transaction.ReadNumber("UPDATE versions SET last = last + 1 RETURNING last")!.Value;

    private static long CountTenants(SqliteTransaction transaction) =>
        transaction.ReadNumber("SELECT count(*) FROM tenants WHERE id <> $global", ("$global", TenantId.Global.ToString()))!.Value;

    private static RecordRow ReadRow(SqliteDataReader reader, int firstColumn) =>
        new(reader.GetString(firstColumn), reader.GetString(firstColumn + 1), reader.GetFieldValue<byte[]>(firstColumn + 2));
}
