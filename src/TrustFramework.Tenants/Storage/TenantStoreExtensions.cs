using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Storage;

/// <summary>
/// Computes the new record, or a refusal, from the current record (null when there is none) and the number of records of its kind in the
/// tenant. Pure: a store may call it more than once.
/// </summary>
public delegate Result<T, Refusal> Transition<T>(T? current, int count)
    where T : class, ITenantRecord;

/// <summary>The effect of a transition.</summary>
/// <param name="Before">Null when the record is new.</param>
public sealed record Change<T>(T? Before, T After)
    where T : class, ITenantRecord;

/// <summary>Operations on one record or on all records of a tenant.</summary>
public static class TenantStoreExtensions
{
    /// <summary>Applies a transition to one record.</summary>
    public static async ValueTask<Result<Change<T>, Refusal>> ChangeAsync<T>(
        this ITenantStore store, TenantId tenant, string id, Transition<T> transition, CancellationToken cancellationToken = default)
        where T : class, ITenantRecord
    {
        var changed = await store.ChangeAsync(
            tenant, state => transition(state.Find<T>(id), state.Count<T>()).Map(state.With), cancellationToken);
        return changed.Map(change => new Change<T>(change.Before.Find<T>(id), change.After.Find<T>(id)!));
    }

    /// <summary>Removes a record and returns it; null when there was none.</summary>
    public static async ValueTask<T?> RemoveAsync<T>(this ITenantStore store, TenantId tenant, string id, CancellationToken cancellationToken = default)
        where T : class, ITenantRecord =>
        (await store.ChangeAsync(tenant, state => state.Without<T>(id), cancellationToken)).TryGetValue(out var change, out _) ? change.Before.Find<T>(id) : null;

    /// <summary>Replaces all records of a tenant atomically. An empty result removes the tenant. Returns null on success.</summary>
    /// <param name="transition">Computes the new records from the current ones. Pure.</param>
    public static async ValueTask<Refusal?> ChangeAllAsync(
        this ITenantStore store, TenantId tenant, Func<IReadOnlyList<ITenantRecord>, IEnumerable<ITenantRecord>> transition, CancellationToken cancellationToken = default) =>
        (await store.ChangeAsync(tenant, state => state.WithRecords(transition(state.Records)), cancellationToken)).Error;

    public static async ValueTask<T?> FindAsync<T>(this ITenantStore store, TenantId tenant, string id, CancellationToken cancellationToken = default)
        where T : class, ITenantRecord => (await store.ReadAsync(tenant, cancellationToken)).Find<T>(id);

    /// <summary>All records of a kind, sorted by id.</summary>
    public static async ValueTask<IReadOnlyList<T>> ListAsync<T>(this ITenantStore store, TenantId tenant, CancellationToken cancellationToken = default)
        where T : class, ITenantRecord => (await store.ReadAsync(tenant, cancellationToken)).List<T>();

    /// <summary>Whether the tenant contains any record.</summary>
    public static async ValueTask<bool> HasRecordsAsync(this ITenantStore store, TenantId tenant, CancellationToken cancellationToken = default) =>
        !(await store.ReadAsync(tenant, cancellationToken)).IsEmpty;

    /// <summary>Whether the tenant contains a record already or the limit on tenants allows one more.</summary>
    public static async ValueTask<bool> HasCapacityAsync(this ITenantStore store, TenantId tenant, CancellationToken cancellationToken = default) =>
        tenant == TenantId.Global || await store.HasRecordsAsync(tenant, cancellationToken)
        || (await store.ListTenantsAsync(cancellationToken)).Count(other => other != TenantId.Global) < store.MaxTenants;

    /// <summary>All records of a tenant.</summary>
    public static async ValueTask<IReadOnlyList<ITenantRecord>> ListAllAsync(this ITenantStore store, TenantId tenant, CancellationToken cancellationToken = default) =>
        (await store.ReadAsync(tenant, cancellationToken)).Records;

    /// <summary>Computes the transition and commits the result until no other writer is first.</summary>
    internal static async ValueTask<Result<StateChange, Refusal>> RetryAsync(
        this ITenantStore store, TenantId tenant, Func<TenantState, Result<TenantState, Refusal>> transition, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await store.ReadAsync(tenant, cancellationToken);
            if (!transition(before).TryGetValue(out var after, out var refusal))
                return refusal;
            switch (ReferenceEquals(before, after) ? CommitResult.Committed : await store.TryCommitAsync(before, after, cancellationToken))
            {
                case CommitResult.Committed:
                    return new StateChange(before, after);
                case CommitResult.TooManyTenants:
                    return new Refusal.TooManyTenants(store.MaxTenants);
            }
        }
    }
}
