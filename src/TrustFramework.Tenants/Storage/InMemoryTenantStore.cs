using System.Collections.Concurrent;
using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Storage;

/// <summary>State that lives as long as the process. Every operation completes synchronously, and readers never wait for writers.</summary>
public sealed class InMemoryTenantStore(int maxTenants = int.MaxValue) : ITenantStore
{
    private readonly ConcurrentDictionary<TenantId, TenantState> _tenants = new();
    private readonly Lock _tenantCreationLock = new();
    private long _lastVersion;

    public int MaxTenants => maxTenants;

    public Task OpenAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public ValueTask<TenantState> ReadAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_tenants.TryGetValue(tenant, out var state) ? state : TenantState.CreateEmpty(tenant));

    public ValueTask<CommitResult> TryCommitAsync(TenantState before, TenantState after, CancellationToken cancellationToken = default)
    {
        var committed = after.AtVersion(Interlocked.Increment(ref _lastVersion));
        return ValueTask.FromResult((before.IsEmpty, after.IsEmpty) switch
        {
            (true, true) => CommitResult.Committed,
            (true, false) => AddTenant(committed),
            (false, true) => ToResult(_tenants.TryRemove(KeyValuePair.Create(before.Tenant, before))),
            (false, false) => ToResult(_tenants.TryUpdate(before.Tenant, committed, before)),
        });
    }

    public ValueTask<Result<StateChange, Refusal>> ChangeAsync(
        TenantId tenant, Func<TenantState, Result<TenantState, Refusal>> transition, CancellationToken cancellationToken = default) =>
        this.RetryAsync(tenant, transition, cancellationToken);

    public ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<TenantId>>([.. _tenants.Keys.OrderBy(tenant => tenant.Value)]);

    public ValueTask<IReadOnlyList<KeyValuePair<TenantId, T>>> ListByKindAsync<T>(CancellationToken cancellationToken = default)
        where T : class, ITenantRecord =>
        ValueTask.FromResult<IReadOnlyList<KeyValuePair<TenantId, T>>>(
            [.. _tenants.Values.SelectMany(state => state.List<T>(), (state, record) => KeyValuePair.Create(state.Tenant, record))]);

    /// <summary>Under a lock, so that concurrent additions do not exceed the limit.</summary>
    private CommitResult AddTenant(TenantState state)
    {
        lock (_tenantCreationLock)
        {
            var count = _tenants.Count - (_tenants.ContainsKey(TenantId.Global) ? 1 : 0);
            return state.Tenant != TenantId.Global && count >= maxTenants && !_tenants.ContainsKey(state.Tenant)
                ? CommitResult.TooManyTenants
                : ToResult(_tenants.TryAdd(state.Tenant, state));
        }
    }

    private static CommitResult ToResult(bool isCommitted) => isCommitted ? CommitResult.Committed : CommitResult.Conflict;
}
