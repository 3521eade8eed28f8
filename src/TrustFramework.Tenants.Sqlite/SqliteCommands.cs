using Microsoft.Data.Sqlite;

namespace TrustFramework.Tenants.Sqlite;

/// <summary>Runs statements in a transaction.</summary>
internal static class SqliteCommands
{
    public static void Execute(this SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = transaction.CreateCommand(sql, parameters);
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null without a row.</summary>
    public static long? ReadNumber(this SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = transaction.CreateCommand(sql, parameters);
        return command.ExecuteScalar() as long?;
    }

    public static SqliteCommand CreateCommand(this SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
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
