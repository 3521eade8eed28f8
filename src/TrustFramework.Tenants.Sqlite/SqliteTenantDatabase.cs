using System.Data;
using Microsoft.Data.Sqlite;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.Sqlite;

/// <summary>
/// Tables in one file, which this process locks while the database is open. A commit survives the end of the process at any moment; a power cut can
/// lose the last commits, but none in part (write-ahead log, <c>synchronous=NORMAL</c>).
/// </summary>
/// <param name="path">The file. It is created when it does not exist, readable only by its owner.</param>
public sealed class SqliteTenantDatabase(string path) : ITenantDatabase
{
    private const int Busy = 5;

    // One connection, because the lock of the file excludes all others. SQLite has no asynchronous operations.
    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private bool _isDisposed;

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            lock (_lock)
                Open();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Busy)
        {
            throw new StoreConfigurationException($"The store '{path}' is in use by another process. Stop it, or set MockServer:StorePath to another file.", exception);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreConfigurationException($"The store '{path}' cannot be opened: {exception.Message} Set MockServer:StorePath to a file in a writable folder.", exception);
        }

        return Task.CompletedTask;
    }

    public Task<byte[]> GetOrAddSettingAsync(string name, byte[] value, CancellationToken cancellationToken) => Task.FromResult(Run(transaction =>
    {
        Execute(transaction, "INSERT INTO settings (name, value) VALUES ($name, $value) ON CONFLICT DO NOTHING", ("$name", name), ("$value", value));
        using var command = CreateCommand(transaction, "SELECT value FROM settings WHERE name = $name", ("$name", name));
        return (byte[])command.ExecuteScalar()!;
    }));

    public ValueTask<TenantRows> ReadAsync(TenantId tenant, CancellationToken cancellationToken) => ValueTask.FromResult(Run(transaction =>
    {
        using var command = CreateCommand(transaction, "SELECT kind, id, data FROM records WHERE tenant = $tenant", ("$tenant", ToText(tenant)));
        using var reader = command.ExecuteReader();
        var rows = new List<RecordRow>();
        while (reader.Read())
            rows.Add(ReadRow(reader, firstColumn: 0));
        return new TenantRows(ReadVersion(transaction, tenant), rows);
    }));

    public ValueTask<DatabaseCommit> TryCommitAsync(
        TenantId tenant, long readVersion, IReadOnlyList<RecordRow> rows, bool removesTenant, int maxTenants, CancellationToken cancellationToken) => ValueTask.FromResult(Run(transaction =>
    {
        if (ReadVersion(transaction, tenant) != readVersion)
            return new DatabaseCommit(CommitResult.Conflict, Version: 0);
        if (readVersion == 0 && tenant != TenantId.Global && CountTenants(transaction) >= maxTenants)
            return new DatabaseCommit(CommitResult.TooManyTenants, Version: 0);

        var version = removesTenant ? 0 : NextVersion(transaction);
        if (removesTenant)
            Execute(transaction, "DELETE FROM tenants WHERE id = $tenant", ("$tenant", ToText(tenant)));
        else
            Execute(transaction, "INSERT INTO tenants (id, version) VALUES ($tenant, $version) ON CONFLICT (id) DO UPDATE SET version = $version", ("$tenant", ToText(tenant)), ("$version", version));
        WriteRows(transaction, tenant, version, rows);
        return new DatabaseCommit(CommitResult.Committed, version);
    }));

    public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Run<IReadOnlyList<TenantId>>(transaction =>
    {
        using var command = CreateCommand(transaction, "SELECT id FROM tenants");
        using var reader = command.ExecuteReader();
        var tenants = new List<TenantId>();
        while (reader.Read())
            tenants.Add(new TenantId(Guid.Parse(reader.GetString(0))));
        return tenants;
    }));

    public ValueTask<IReadOnlyList<KeyValuePair<TenantId, RecordRow>>> ListByKindAsync(string kind, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Run<IReadOnlyList<KeyValuePair<TenantId, RecordRow>>>(transaction =>
        {
            using var command = CreateCommand(transaction, "SELECT tenant, kind, id, data FROM records WHERE kind = $kind", ("$kind", kind));
            using var reader = command.ExecuteReader();
            var rows = new List<KeyValuePair<TenantId, RecordRow>>();
            while (reader.Read())
                rows.Add(KeyValuePair.Create(new TenantId(Guid.Parse(reader.GetString(0))), ReadRow(reader, firstColumn: 1)));
            return rows;
        }));

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _connection?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private void Open()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        CreateFile();
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        _connection.Open();
        Execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        SqliteSchema.Migrate(_connection, path);
    }

    /// <summary>SQLite gives the files of the write-ahead log the permissions of this file.</summary>
    private void CreateFile()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        if (File.Exists(path))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var created = new FileStream(path, options);
    }

    /// <summary>Runs a transaction and commits it. An exception rolls it back.</summary>
    private T Run<T>(Func<SqliteTransaction, T> work)
    {
        try
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                using var transaction = _connection!.BeginTransaction(IsolationLevel.Serializable);
                var result = work(transaction);
                transaction.Commit();
                return result;
            }
        }
        catch (SqliteException exception)
        {
            throw new StoreUnavailableException($"The store '{path}' does not respond: {exception.Message}", exception);
        }
    }

    private static void WriteRows(SqliteTransaction transaction, TenantId tenant, long version, IReadOnlyList<RecordRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Data is { } data)
            {
                Execute(
                    transaction,
                    "INSERT INTO records (tenant, kind, id, version, data) VALUES ($tenant, $kind, $id, $version, $data) "
                    + "ON CONFLICT (tenant, kind, id) DO UPDATE SET version = $version, data = $data",
                    ("$tenant", ToText(tenant)),
                    ("$kind", row.Kind),
                    ("$id", row.Id),
                    ("$version", version),
                    ("$data", data.ToArray()));
            }
            else
            {
                Execute(transaction, "DELETE FROM records WHERE tenant = $tenant AND kind = $kind AND id = $id", ("$tenant", ToText(tenant)), ("$kind", row.Kind), ("$id", row.Id));
            }
        }
    }

    private static long ReadVersion(SqliteTransaction transaction, TenantId tenant)
    {
        using var command = CreateCommand(transaction, "SELECT version FROM tenants WHERE id = $tenant", ("$tenant", ToText(tenant)));
        return command.ExecuteScalar() as long? ?? 0;
    }

    private static long NextVersion(SqliteTransaction transaction)
    {
        using var command = CreateCommand(transaction, "UPDATE versions SET last = last + 1 RETURNING last");
        return (long)command.ExecuteScalar()!;
    }

    private static long CountTenants(SqliteTransaction transaction)
    {
        using var command = CreateCommand(transaction, "SELECT count(*) FROM tenants WHERE id <> $global", ("$global", ToText(TenantId.Global)));
        return (long)command.ExecuteScalar()!;
    }

    private static RecordRow ReadRow(SqliteDataReader reader, int firstColumn) =>
        new(reader.GetString(firstColumn), reader.GetString(firstColumn + 1), reader.GetFieldValue<byte[]>(firstColumn + 2));

    private static string ToText(TenantId tenant) => tenant.ToString();

    private void Execute(string sql)
    {
        using var command = _connection!.CreateCommand();
#pragma warning disable CA2100 // The callers pass constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = CreateCommand(transaction, sql, parameters);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand CreateCommand(SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The callers pass constants; all values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
