using Microsoft.Data.Sqlite;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.Sqlite;

/// <summary>The journal in the file of a <see cref="SqliteTenantDatabase"/>.</summary>
internal sealed class SqliteJournalTable(SqliteFile file) : IJournalTable
{
    public Task AppendAsync(IReadOnlyList<NewJournalRow> rows, int maxRows, CancellationToken cancellationToken) => Task.FromResult(file.Run(transaction =>
    {
        var number = transaction.ReadNumber("UPDATE journal_numbers SET last = last + $count RETURNING last", ("$count", rows.Count))!.Value - rows.Count;
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        using var insert = transaction.CreateCommand("INSERT INTO journal (number, tenant, position, size, data) VALUES ($number, $tenant, $position, $size, $data)");
        foreach (var (id, data, size) in rows)
        {
            var tenant = id.ToString();
            var position = positions[tenant] = (positions.TryGetValue(tenant, out var known) ? known : ReadLastPosition(transaction, tenant)) + 1;
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("$number", ++number);
            insert.Parameters.AddWithValue("$tenant", tenant);
            insert.Parameters.AddWithValue("$position", position);
            insert.Parameters.AddWithValue("$size", size);
            insert.Parameters.AddWithValue("$data", data.ToArray());
            insert.ExecuteNonQuery();
        }

        foreach (var (tenant, last) in positions)
            transaction.Execute("DELETE FROM journal WHERE tenant = $tenant AND position <= $last", ("$tenant", tenant), ("$last", last - maxRows));
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
        using var command = transaction.CreateCommand("SELECT tenant, sum(size) FROM journal GROUP BY tenant");
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
            + "(SELECT number, sum(size) OVER (ORDER BY number DESC) AS newer FROM journal WHERE tenant = $tenant) WHERE newer > $size)",
            ("$tenant", tenant.ToString()),
            ("$size", maxSize));
        return true;
    }));

    private static long ReadLastPosition(SqliteTransaction transaction, string tenant) =>
        transaction.ReadNumber("SELECT position FROM journal WHERE tenant = $tenant ORDER BY number DESC LIMIT 1", ("$tenant", tenant)) ?? 0;
}
