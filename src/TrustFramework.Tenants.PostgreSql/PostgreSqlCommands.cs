using System.Net.Sockets;
using Npgsql;
using NpgsqlTypes;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.PostgreSql;

/// <summary>Runs statements and transactions. A failure of the database is a <see cref="StoreUnavailableException"/>.</summary>
/// <param name="timeout">
/// How long one of them may take. Npgsql's own timeouts do not suffice: after one it asks the database to cancel the query, and waits for the response
/// without a limit, which a database that hangs does not send.
/// </param>
internal sealed class PostgreSqlCommands(NpgsqlDataSource dataSource, TimeSpan timeout)
{
    /// <summary>Runs a statement outside of a transaction.</summary>
    public Task<T> QueryAsync<T>(string sql, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellationToken, params object[] parameters) => TranslateAsync(
        async () =>
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var command = CreateCommand(connection, transaction: null, sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await read(reader);
        },
        cancellationToken);

    /// <summary>Runs a transaction and commits it. An exception rolls it back.</summary>
    public Task<T> RunAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> work, CancellationToken cancellationToken) => TranslateAsync(
        async () =>
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await work(connection, transaction);
            await transaction.CommitAsync(cancellationToken);
            return result;
        },
        cancellationToken);

    /// <summary>Runs statements as one transaction, in one round trip.</summary>
    public Task ExecuteBatchAsync(CancellationToken cancellationToken, params (string Sql, object[] Parameters)[] statements) => TranslateAsync(
        async () =>
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection);
            foreach (var (sql, parameters) in statements)
            {
                var command = new NpgsqlBatchCommand(sql);
                AddParameters(command.Parameters, parameters);
                batch.BatchCommands.Add(command);
            }

            return await batch.ExecuteNonQueryAsync(cancellationToken);
        },
        cancellationToken);

    private async Task<T> TranslateAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work().WaitAsync(timeout, CancellationToken.None);
        }
        catch (Exception exception) when (IsUnavailable(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException($"The database is not available: {exception.Message}", exception);
        }
    }

    /// <summary>Whether the server did not respond, or responded that it cannot.</summary>
    public static bool IsUnavailable(Exception exception) => exception is NpgsqlException or TimeoutException or SocketException or IOException;

    public static NpgsqlCommand CreateCommand(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, params object[] parameters)
    {
#pragma warning disable CA2100 // The callers pass constants; all values are parameters.
        var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
        AddParameters(command.Parameters, parameters);
        return command;
    }

    public static void AddParameters(NpgsqlParameterCollection collection, params object[] values)
    {
        foreach (var value in values)
        {
            collection.Add(value switch
            {
                Guid[] ids => new NpgsqlParameter<Guid[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                long[] numbers => new NpgsqlParameter<long[]> { TypedValue = numbers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                byte[][] data => new NpgsqlParameter<byte[][]> { TypedValue = data, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
                Guid id => new NpgsqlParameter<Guid> { TypedValue = id },
                long number => new NpgsqlParameter<long> { TypedValue = number },
                string text => new NpgsqlParameter<string> { TypedValue = text },
                ReadOnlyMemory<byte> data => new NpgsqlParameter<byte[]> { TypedValue = data.ToArray() },
                _ => new NpgsqlParameter<byte[]> { TypedValue = (byte[])value },
            });
        }
    }
}
