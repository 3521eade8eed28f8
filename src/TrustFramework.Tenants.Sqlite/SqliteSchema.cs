using Microsoft.Data.Sqlite;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Sqlite;

/// <summary>The tables, and how a file of an older version gets them. The file has the version in <c>user_version</c>.</summary>
internal static class SqliteSchema
{
    /// <summary>The statements that lead from each version to the next one, from an empty file on. Statements of released versions never change.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL);
        CREATE TABLE versions (last INTEGER NOT NULL);
        INSERT INTO versions (last) VALUES (0);
        CREATE TABLE tenants (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL);
        CREATE TABLE records (
          tenant TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, data BLOB NOT NULL,
          PRIMARY KEY (tenant, kind, id));
        """,
        """
        CREATE INDEX records_by_kind ON records (kind);
        """,
        """
        CREATE TABLE journal_numbers (last INTEGER NOT NULL);
        INSERT INTO journal_numbers (last) VALUES (0);
        CREATE TABLE journal (
          number INTEGER NOT NULL PRIMARY KEY, tenant TEXT NOT NULL, position INTEGER NOT NULL, size INTEGER NOT NULL, data BLOB NOT NULL);
        CREATE INDEX journal_by_tenant ON journal (tenant, number);
        CREATE INDEX journal_by_position ON journal (tenant, position);
        """,
    ];

    /// <summary>In one transaction, so that an interrupted migration is repeated.</summary>
    public static void Migrate(SqliteConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction();
        var version = ReadVersion(transaction);
        if (version > Migrations.Length)
        {
            throw new StoreConfigurationException(
                $"The store '{path}' was written by a newer version of this program (schema {version}, this version reads up to {Migrations.Length}). Use that version, or another file.");
        }

        foreach (var statements in Migrations.Skip((int)version))
            Execute(transaction, statements);
        Execute(transaction, $"PRAGMA user_version = {Migrations.Length}");
        transaction.Commit();
    }

    private static long ReadVersion(SqliteTransaction transaction)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteTransaction transaction, string sql)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The callers pass constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
