using Npgsql;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.PostgreSql;

/// <summary>Tables in a schema of a PostgreSQL database, which any number of servers share.</summary>
public sealed class PostgreSqlTenantDatabase : ISharedTenantDatabase
{
    /// <summary>The schema, unless the connection string has a search path.</summary>
    private const string DefaultSchema = "trustframework_mock";

    /// <summary>Held while a tenant is added, so that concurrent additions do not exceed the limit on tenants.</summary>
    private const long TenantCreationLock = 0x7466_6D5F_7465_6E61;

    private readonly NpgsqlDataSource _dataSource;
    private readonly PostgreSqlCommands _commands;
    private readonly string _schema;
    private readonly TimeSpan _startTimeout;

    /// <summary>Whether Npgsql can read the connection string.</summary>
    public static bool IsValidConnectionString(string connectionString)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <param name="connectionString">Npgsql's. Unless it says otherwise, a server uses up to 20 connections and waits 5 seconds for a response.</param>
    /// <param name="startTimeout">How long <see cref="OpenAsync"/> waits for a server that does not respond yet.</param>
    public PostgreSqlTenantDatabase(string connectionString, TimeSpan startTimeout)
    {
        // Of two values of a name the last one is used.
        var settings = new NpgsqlConnectionStringBuilder($"Timeout=5;Command Timeout=5;Maximum Pool Size=20;Search Path={DefaultSchema};{connectionString}");
        _schema = settings.SearchPath!;
        _startTimeout = startTimeout;
        _dataSource = new NpgsqlSlimDataSourceBuilder(settings.ToString()).EnableTransportSecurity().EnableArrays().Build();
        _commands = new PostgreSqlCommands(_dataSource, GetTimeout(settings));
        Journal = new PostgreSqlJournalTable(_commands);
    }

    public IJournalTable Journal { get; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_startTimeout);
        while (true)
        {
            try
            {
                await PostgreSqlSchema.MigrateAsync(_dataSource, _schema, cancellationToken);
                return;
            }
            catch (PostgresException exception) when (exception.SqlState is not PostgresErrorCodes.CannotConnectNow)
            {
                throw new StoreConfigurationException($"The database refuses the connection or the tables: {exception.MessageText}. Check MockServer:ConnectionString.", exception);
            }
            catch (Exception exception) when (PostgreSqlCommands.IsUnavailable(exception))
            {
                if (timeout.IsCancellationRequested)
                    throw new StoreConfigurationException($"The database does not respond: {exception.Message} Check MockServer:ConnectionString.", exception);
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
            }
        }
    }

    public async Task<byte[]> GetOrAddSettingAsync(string name, byte[] value, CancellationToken cancellationToken) => await _commands.RunAsync(
        async (connection, transaction) =>
        {
            await using var insert = PostgreSqlCommands.CreateCommand(connection, transaction, "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", name, value);
            await insert.ExecuteNonQueryAsync(cancellationToken);
            await using var select = PostgreSqlCommands.CreateCommand(connection, transaction, "SELECT value FROM settings WHERE name = $1", name);
            return (byte[])(await select.ExecuteScalarAsync(cancellationToken))!;
        },
        cancellationToken);

    public Task<IReadOnlyDictionary<TenantId, long>> ReadVersionsAsync(IReadOnlyCollection<TenantId> tenants, CancellationToken cancellationToken) =>
        _commands.QueryAsync<IReadOnlyDictionary<TenantId, long>>(
            "SELECT id, version FROM tenants WHERE id = ANY ($1)",
            async reader =>
            {
                var versions = new Dictionary<TenantId, long>();
                while (await reader.ReadAsync(cancellationToken))
                    versions.Add(new TenantId(reader.GetGuid(0)), reader.GetInt64(1));
                return versions;
            },
            cancellationToken,
            tenants.Select(tenant => tenant.Value).ToArray());

    public ValueTask<TenantRows> ReadAsync(TenantId tenant, CancellationToken cancellationToken) => ReadChangesAsync(tenant, knownVersion: 0, cancellationToken);

    public async ValueTask<TenantRows> ReadChangesAsync(TenantId tenant, long knownVersion, CancellationToken cancellationToken) => await _commands.QueryAsync(
        // One statement, so that version and rows are of one instant.
        "SELECT t.version, r.kind, r.id, CASE WHEN r.version > $2 THEN r.data END FROM tenants t JOIN records r ON r.tenant = t.id WHERE t.id = $1",
        async reader =>
        {
            var (version, rows) = (0L, new List<RecordRow>());
            while (await reader.ReadAsync(cancellationToken))
            {
                version = reader.GetInt64(0);
                rows.Add(ReadRow(reader, firstColumn: 1));
            }

            return new TenantRows(version, rows);
        },
        cancellationToken,
        tenant.Value,
        knownVersion);

    public async ValueTask<DatabaseCommit> TryCommitAsync(
        TenantId tenant, long readVersion, IReadOnlyList<RecordRow> rows, bool removesTenant, int maxTenants, CancellationToken cancellationToken) => await _commands.RunAsync(
        async (connection, transaction) =>
        {
            if (readVersion == 0 && await IsAtTenantLimitAsync(connection, transaction, tenant, maxTenants, cancellationToken))
                return new DatabaseCommit(CommitResult.TooManyTenants, Version: 0);
            await using var lockTenant = (readVersion, removesTenant) switch
            {
                (0, _) => PostgreSqlCommands.CreateCommand(connection, transaction, "INSERT INTO tenants (id, version) VALUES ($1, nextval('versions')) ON CONFLICT DO NOTHING RETURNING version", tenant.Value),
                (_, true) => PostgreSqlCommands.CreateCommand(connection, transaction, "DELETE FROM tenants WHERE id = $1 AND version = $2 RETURNING 0::bigint", tenant.Value, readVersion),
                _ => PostgreSqlCommands.CreateCommand(connection, transaction, "UPDATE tenants SET version = nextval('versions') WHERE id = $1 AND version = $2 RETURNING version", tenant.Value, readVersion),
            };
            if (await lockTenant.ExecuteScalarAsync(cancellationToken) is not long version)
                return new DatabaseCommit(CommitResult.Conflict, Version: 0);
            await WriteRowsAsync(connection, transaction, tenant, version, rows, cancellationToken);
            return new DatabaseCommit(CommitResult.Committed, version);
        },
        cancellationToken);

    public async ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken) => await _commands.QueryAsync<IReadOnlyList<TenantId>>(
        "SELECT id FROM tenants",
        async reader =>
        {
            var tenants = new List<TenantId>();
            while (await reader.ReadAsync(cancellationToken))
                tenants.Add(new TenantId(reader.GetGuid(0)));
            return tenants;
        },
        cancellationToken);

    public async ValueTask<IReadOnlyList<KeyValuePair<TenantId, RecordRow>>> ListByKindAsync(string kind, CancellationToken cancellationToken) =>
        await _commands.QueryAsync<IReadOnlyList<KeyValuePair<TenantId, RecordRow>>>(
            "SELECT tenant, kind, id, data FROM records WHERE kind = $1",
            async reader =>
            {
                var rows = new List<KeyValuePair<TenantId, RecordRow>>();
                while (await reader.ReadAsync(cancellationToken))
                    rows.Add(KeyValuePair.Create(new TenantId(reader.GetGuid(0)), ReadRow(reader, firstColumn: 1)));
                return rows;
            },
            cancellationToken,
            kind);

    public ValueTask DisposeAsync() => _dataSource.DisposeAsync();

    /// <summary>The time to connect and the time of a command. Each is in seconds, and 0 means no limit.</summary>
    private static TimeSpan GetTimeout(NpgsqlConnectionStringBuilder settings) => settings is { Timeout: > 0, CommandTimeout: > 0 }
        ? TimeSpan.FromSeconds((long)settings.Timeout + settings.CommandTimeout)
        : Timeout.InfiniteTimeSpan;

    private static async ValueTask<bool> IsAtTenantLimitAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, TenantId tenant, int maxTenants, CancellationToken cancellationToken)
    {
        if (tenant == TenantId.Global || maxTenants == int.MaxValue)
            return false;
        await using var wait = PostgreSqlCommands.CreateCommand(connection, transaction, "SELECT pg_advisory_xact_lock($1)", TenantCreationLock);
        await wait.ExecuteNonQueryAsync(cancellationToken);
        await using var count = PostgreSqlCommands.CreateCommand(connection, transaction, "SELECT count(*) FROM tenants WHERE id NOT IN ($1, $2)", TenantId.Global.Value, tenant.Value);
        return (long)(await count.ExecuteScalarAsync(cancellationToken))! >= maxTenants;
    }

    private static async Task WriteRowsAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, TenantId tenant, long version, IReadOnlyList<RecordRow> rows, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var row in rows)
        {
            var command = row.Data is null
                ? new NpgsqlBatchCommand("DELETE FROM records WHERE tenant = $1 AND kind = $2 AND id = $3")
                : new NpgsqlBatchCommand(
                    "INSERT INTO records (tenant, kind, id, version, data) VALUES ($1, $2, $3, $4, $5) "
                    + "ON CONFLICT (tenant, kind, id) DO UPDATE SET version = excluded.version, data = excluded.data");
            PostgreSqlCommands.AddParameters(command.Parameters, row.Data is { } data ? [tenant.Value, row.Kind, row.Id, version, data] : [tenant.Value, row.Kind, row.Id]);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static RecordRow ReadRow(NpgsqlDataReader reader, int firstColumn) => new(
        reader.GetString(firstColumn), reader.GetString(firstColumn + 1), reader.IsDBNull(firstColumn + 2) ? null : (ReadOnlyMemory<byte>?)reader.GetFieldValue<byte[]>(firstColumn + 2));
}
