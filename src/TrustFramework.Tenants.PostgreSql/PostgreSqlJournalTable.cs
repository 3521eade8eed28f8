using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.Tenants.PostgreSql;

/// <summary>The journal beside the tables of a <see cref="PostgreSqlTenantDatabase"/>.</summary>
internal sealed class PostgreSqlJournalTable(PostgreSqlCommands commands) : IJournalTable
{
    /// <summary>One round trip. The row of <c>journal_numbers</c> is locked until the commit, so that numbers become visible in their order.</summary>
    public Task AppendAsync(IReadOnlyList<NewJournalRow> rows, int maxRows, CancellationToken cancellationToken)
    {
        var tenants = rows.Select(row => row.Tenant.Value).ToArray();
        var sizes = rows.Select(row => row.Size).ToArray();
        var data = rows.Select(row => row.Data.ToArray()).ToArray();
        return commands.ExecuteBatchAsync(
            cancellationToken,
            ("SELECT set_config('synchronous_commit', 'off', true)", []),
            ("UPDATE journal_numbers SET last = last + $1", [(long)rows.Count]),
            (
                "INSERT INTO journal (number, tenant, position, size, data) "
                + "SELECT (SELECT last FROM journal_numbers) - $4 + added.place, added.tenant, "
                + "coalesce((SELECT max(position) FROM journal WHERE tenant = added.tenant), 0) + row_number() OVER (PARTITION BY added.tenant ORDER BY added.place), added.size, added.data "
                + "FROM unnest($1, $2, $3) WITH ORDINALITY AS added (tenant, size, data, place)",
                [tenants, sizes, data, (long)rows.Count]),
            (
                "DELETE FROM journal USING (SELECT changed.tenant, (SELECT max(position) FROM journal WHERE tenant = changed.tenant) AS last "
                + "FROM unnest($1) AS changed (tenant)) AS newest WHERE journal.tenant = newest.tenant AND journal.position <= newest.last - $2",
                [tenants.Distinct().ToArray(), (long)maxRows]));
    }

    public Task<IReadOnlyList<JournalRow>> ReadAsync(TenantId scope, long after, int maxCount, CancellationToken cancellationToken) => commands.QueryAsync<IReadOnlyList<JournalRow>>(
        scope == TenantId.Global
            ? "SELECT number, position, tenant, data FROM journal WHERE number > $1 ORDER BY number LIMIT $2"
            : "SELECT number, position, tenant, data FROM journal WHERE number > $1 AND tenant = $3 ORDER BY number LIMIT $2",
        async reader =>
        {
            var rows = new List<JournalRow>();
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(new JournalRow(reader.GetInt64(0), reader.GetInt64(1), new TenantId(reader.GetGuid(2)), await reader.GetFieldValueAsync<byte[]>(3, cancellationToken)));
            return rows;
        },
        cancellationToken,
        scope == TenantId.Global ? [after, (long)maxCount] : [after, (long)maxCount, scope.Value]);

    public Task<long> ReadLastNumberAsync(CancellationToken cancellationToken) => commands.QueryAsync(
        "SELECT last FROM journal_numbers",
        async reader => await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : 0,
        cancellationToken);

    public Task DeleteAsync(TenantId scope, CancellationToken cancellationToken) => scope == TenantId.Global
        ? commands.ExecuteBatchAsync(cancellationToken, ("DELETE FROM journal", []))
        : commands.ExecuteBatchAsync(cancellationToken, ("DELETE FROM journal WHERE tenant = $1", [scope.Value]));

    public Task<IReadOnlyDictionary<TenantId, long>> ReadSizesAsync(CancellationToken cancellationToken) => commands.QueryAsync<IReadOnlyDictionary<TenantId, long>>(
        "SELECT tenant, sum(size)::bigint FROM journal GROUP BY tenant",
        async reader =>
        {
            var sizes = new Dictionary<TenantId, long>();
            while (await reader.ReadAsync(cancellationToken))
                sizes.Add(new TenantId(reader.GetGuid(0)), reader.GetInt64(1));
            return sizes;
        },
        cancellationToken);

    public Task DeleteOldestAsync(TenantId tenant, long maxSize, CancellationToken cancellationToken) => commands.ExecuteBatchAsync(
        cancellationToken,
        (
            "DELETE FROM journal WHERE number IN (SELECT number FROM "
            + "(SELECT number, sum(size) OVER (ORDER BY number DESC) AS newer FROM journal WHERE tenant = $1) AS summed WHERE newer > $2)",
            [tenant.Value, maxSize]));
}
