using Microsoft.Data.Sqlite;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.Sqlite;

/// <summary>The journal in the file of a <see cref="SqliteTenantDatabase"/>.</summary>
internal sealed class SqliteJournalTable(SqliteFile file) : IJournalTable
{
    public Task AppendAsync(IReadOnlyList<KeyValuePair<TenantId, ReadOnlyMemory<byte>>> rows, int maxRows, CancellationToken cancellationToken) => Task.FromResult(file.Run(transaction =>
    {
        foreach (var (tenant, data) in rows)
            Append(transaction, tenant.ToString(), data.ToArray(), maxRows);
        return true;
    }));

    public Task<IReadOnlyList<JournalRow>> ReadAsync(TenantId scope, long after, int maxCount, CancellationToken cancellationToken) => Task.FromResult(file.Run<IReadOnlyList<JournalRow>>(transaction =>
    {
        using var command = transaction.CreateCommand(
            scope == TenantId.Global
                ? "SELECT number, position, tenant, data FROM journal WHERE number > $after ORDER BY number LIMIT $count"
                : "SELECT number, position, tenant, data FROM journal WHERE tenant = $tenant AND number > $after ORDER BY number LIMIT $count",
            ("$tenant", scope.ToString()),
            ("$after", after),
            ("$count", maxCount));
        using var reader = command.ExecuteReader();
        var rows = new List<JournalRow>();
        while (reader.Read())
            rows.Add(new JournalRow(reader.GetInt64(0), reader.GetInt64(1), new TenantId(Guid.Parse(reader.GetString(2))), reader.GetFieldValue<byte[]>(3)));
        return rows;
    }));

    public Task<long> ReadLastNumberAsync(CancellationToken cancellationToken) =>
        Task.FromResult(file.Run(transaction => transaction.ReadNumber("SELECT last FROM journal_numbers") ?? 0));

    public Task DeleteAsync(TenantId scope, CancellationToken cancellationToken) => Task.FromResult(file.Run(transaction =>
    {
        transaction.Execute(scope == TenantId.Global ? "DELETE FROM journal" : "DELETE FROM journal WHERE tenant = $tenant", ("$tenant", scope.ToString()));
        return true;
    }));

    public Task<IReadOnlyDictionary<TenantId, long>> ReadSizesAsync(CancellationToken cancellationToken) => Task.FromResult(file.Run<IReadOnlyDictionary<TenantId, long>>(transaction =>
    {
        using var command = transaction.CreateCommand("SELECT tenant, sum(length(data)) FROM journal GROUP BY tenant");
        using var reader = command.ExecuteReader();
        var sizes = new Dictionary<TenantId, long>();
        while (reader.Read())
            sizes.Add(new TenantId(Guid.Parse(reader.GetString(0))), reader.GetInt64(1));
        return sizes;
    }));

    public Task DeleteOldestAsync(TenantId tenant, long maxSize, CancellationToken cancellationToken) => Task.FromResult(file.Run(transaction =>
    {
        transaction.Execute(
            "DELETE FROM journal WHERE tenant = $tenant AND number IN (SELECT number FROM "
            + "(SELECT number, sum(length(data)) OVER (ORDER BY number DESC) AS newer FROM journal WHERE tenant = $tenant) WHERE newer > $size)",
            ("$tenant", tenant.ToString()),
            ("$size", maxSize));
        return true;
    }));

    private static void Append(SqliteTransaction transaction, string tenant, byte[] data, int maxRows)
    {
        var number = transaction.ReadNumber("UPDATE journal_numbers SET last = last + 1 RETURNING last")!.Value;
        var position = (transaction.ReadNumber("SELECT position FROM journal WHERE tenant = $tenant ORDER BY number DESC LIMIT 1", ("$tenant", tenant)) ?? 0) + 1;
        transaction.Execute(
            "INSERT INTO journal (number, tenant, position, data) VALUES ($number, $tenant, $position, $data)",
            ("$number", number),
            ("$tenant", tenant),
            ("$position", position),
            ("$data", data));
        transaction.Execute("DELETE FROM journal WHERE tenant = $tenant AND position <= $last", ("$tenant", tenant), ("$last", position - maxRows));
    }
}
