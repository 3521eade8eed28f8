using TrustFramework.MockServer.Control.Reset;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Creates tenants, and removes expired ones at the next request to the server.</summary>
internal sealed class SandboxRegistry(ITenantStore store, TimeProvider time, TenantResetter resetter)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _nextExpiry = DateTimeOffset.MaxValue;
    private int _scheduleVersion;

    /// <summary>Returns false when the tenant exists already.</summary>
    /// <param name="origin">The tenant whose policies, key sets, domain and seed are copied; null for an empty tenant.</param>
    public async ValueTask<Result<bool, Refusal>> CreateAsync(TenantId tenant, Sandbox sandbox, Tenant? origin)
    {
        IReadOnlyList<ITenantRecord> copied = origin is null
            ? []
            : [.. (await store.ListAllAsync(origin.Id)).Where(record => record is StoredPolicy or KeySet or Seed)];
        IReadOnlyList<ITenantRecord> profile = sandbox.Domain is { } domain ? [new TenantProfile(domain)] : [];
        var isNew = false;
        var refusal = await store.ChangeAllAsync(tenant, all =>
        {
            isNew = all.Count == 0;
            return isNew ? [sandbox, .. profile, .. copied] : all;
        });
        if (refusal is not null)
            return refusal;
        ScheduleExpiry(sandbox);
        return isNew;
    }

    /// <summary>Must be called after a sandbox was stored.</summary>
    public void ScheduleExpiry(Sandbox sandbox)
    {
        if (sandbox.Expires is not { } expires)
            return;
        lock (_lock)
        {
            _scheduleVersion++;
            if (expires < _nextExpiry)
                _nextExpiry = expires;
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
                if (now < _nextExpiry)
                    return;
                version = _scheduleVersion;
            }

            var next = await RemoveExpiredAsync(now);
            lock (_lock)
            {
                // A sandbox that was stored during the scan may be missing from its result. In this case, scan again.
                if (version == _scheduleVersion)
                    _nextExpiry = next;
            }
        }
    }

    /// <summary>Returns when the next tenant expires.</summary>
    private async ValueTask<DateTimeOffset> RemoveExpiredAsync(DateTimeOffset now)
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var tenant in await store.ListTenantsAsync())
        {
            if ((await store.FindAsync<Sandbox>(tenant, Sandbox.OnlyId))?.Expires is not { } expires)
                continue;
            if (expires <= now)
                await RemoveIfExpiredAsync(tenant, now);
            else if (expires < next)
                next = expires;
        }

        return next;
    }

    /// <summary>Checks the expiry again in the store's transaction, because the tenant may have been replaced in the meantime.</summary>
    private async ValueTask RemoveIfExpiredAsync(TenantId tenant, DateTimeOffset now)
    {
        var isExpired = false;
        await store.ChangeAllAsync(tenant, all =>
        {
            isExpired = all.OfType<Sandbox>().Any(sandbox => sandbox.Expires <= now);
            return isExpired ? [] : all;
        });
        if (isExpired)
            resetter.ClearCaches(tenant);
    }
}
