using Npgsql;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.PostgreSql;

/// <summary>The tables, and how a schema of an older version gets them.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>Servers that start at the same time migrate one after the other.</summary>
    private const long MigrationLock = 0x7466_6D5F_6D69_6772;

    /// <summary>The statements that lead from each version to the next one, from an empty schema on. Statements of released versions never change.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE settings (name text PRIMARY KEY, value bytea NOT NULL);
        CREATE SEQUENCE versions;
        CREATE TABLE tenants (id uuid PRIMARY KEY, version bigint NOT NULL);
        CREATE TABLE records (
          tenant uuid NOT NULL, kind text NOT NULL, id text NOT NULL, version bigint NOT NULL, data bytea NOT NULL,
          PRIMARY KEY (tenant, kind, id));
        CREATE INDEX records_by_kind ON records (kind);
        """,
        """
        CREATE TABLE journal_numbers (last bigint NOT NULL);
        INSERT INTO journal_numbers (last) VALUES (0);
        CREATE TABLE journal (number bigint PRIMARY KEY, tenant uuid NOT NULL, position bigint NOT NULL, size bigint NOT NULL, data bytea NOT NULL);
        CREATE INDEX journal_by_tenant ON journal (tenant, number);
        CREATE INDEX journal_by_position ON journal (tenant, position);
        """,
    ];

    /// <summary>In one transaction, so that an interrupted migration is repeated.</summary>
    public static async Task MigrateAsync(NpgsqlDataSource dataSource, string schema, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, transaction, $"SELECT pg_advisory_xact_lock({MigrationLock})", cancellationToken);
        await ExecuteAsync(
            connection,
            transaction,
            $"CREATE SCHEMA IF NOT EXISTS {QuoteIdentifier(schema)}; CREATE TABLE IF NOT EXISTS schema_version (version int NOT NULL)",
            cancellationToken);
        await using var read = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM schema_version", connection, transaction);
        var version = (int)(await read.ExecuteScalarAsync(cancellationToken))!;
        if (version > Migrations.Length)
        {
            throw new StoreConfigurationException(
                $"The database was written by a newer version of this program (schema {version}, this version reads up to {Migrations.Length}). Use that version, or another database.");
        }

        foreach (var statements in Migrations.Skip(version))
            await ExecuteAsync(connection, transaction, statements, cancellationToken);
        await ExecuteAsync(connection, transaction, $"DELETE FROM schema_version; INSERT INTO schema_version VALUES ({Migrations.Length})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The name comes from the connection string.</summary>
    private static string QuoteIdentifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // Constants, and a quoted name.
        await using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
