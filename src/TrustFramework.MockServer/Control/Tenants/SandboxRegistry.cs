using TrustFramework.MockServer.Control.Reset;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Snapshots;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Creates tenants, and removes expired ones at the next request to the server.</summary>
internal sealed class SandboxRegistry(ITenantStore store, TimeProvider time, TenantResetter resetter)
{
    /// <summary>How often it searches for tenants that another server with the same store has created.</summary>
    private static readonly TimeSpan SearchInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();

    /// <summary>The first request searches for tenants that were stored before the server started.</summary>
    private DateTimeOffset _nextSearch = DateTimeOffset.MinValue;

    private int _scheduleVersion;

    /// <summary>Returns false when the tenant exists already.</summary>
    /// <param name="origin">The tenant whose configuration and seed are copied; null for an empty tenant.</param>
    public async ValueTask<Result<bool, Refusal>> CreateAsync(TenantId tenant, Sandbox sandbox, Tenant? origin)
    {
        IReadOnlyList<ITenantRecord> copied = origin is null
            ? []
            : [.. (await store.ListAllAsync(origin.Id)).Where(record => RecordKinds.Get(record).IsConfiguration || record is Seed)];
        IReadOnlyList<ITenantRecord> profile = sandbox.Domain is { } domain ? [new TenantProfile(domain)] : [];
        var created = await store.ChangeAsync(tenant, state => state.IsEmpty ? state.WithRecords([sandbox, .. profile, .. copied]) : state);
        ScheduleExpiry(sandbox);
        return created.Map(change => change.Before.IsEmpty);
    }

    /// <summary>Must be called after a sandbox was stored.</summary>
    public void ScheduleExpiry(Sandbox sandbox)
    {
        if (sandbox.Expires is not { } expires)
            return;
        lock (_lock)
        {
            _scheduleVersion++;
            if (expires < _nextSearch)
                _nextSearch = expires;
        }
    }

    public async ValueTask RemoveExpiredAsync()
    {
        while (true)
        {
            int version;
            var now = time.GetUtcNow();
            lock (_lock)
            {
                if (now < _nextSearch)
                    return;
                version = _scheduleVersion;
            }

            var next = await RemoveExpiredAsync(now);
            lock (_lock)
            {
                // A sandbox that was stored during the search may be missing from its result. In this case, search again.
                if (version == _scheduleVersion)
                    _nextSearch = next;
            }
        }
    }

    /// <summary>Returns when to search again.</summary>
    private async ValueTask<DateTimeOffset> RemoveExpiredAsync(DateTimeOffset now)
    {
        var next = now + SearchInterval;
        foreach (var (tenant, sandbox) in await store.ListByKindAsync<Sandbox>())
        {
            if (sandbox.Expires <= now)
                await RemoveIfExpiredAsync(tenant, now);
            else if (sandbox.Expires < next)
                next = sandbox.Expires.Value;
        }

        return next;
    }

    /// <summary>Checks the expiry again in the store's transaction, because the tenant may have been replaced in the meantime.</summary>
    private async ValueTask RemoveIfExpiredAsync(TenantId tenant, DateTimeOffset now)
    {
        var removed = await store.ChangeAsync(tenant, state => state.Find<Sandbox>(Sandbox.OnlyId)?.Expires <= now ? state.WithRecords([]) : state);
        if (removed.TryGetValue(out var change, out _) && change is { Before.IsEmpty: false, After.IsEmpty: true })
            await resetter.ClearCachesAsync(tenant);
    }
}
