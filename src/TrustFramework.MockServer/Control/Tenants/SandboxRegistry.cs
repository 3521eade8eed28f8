using TrustFramework.MockServer.Control.Reset;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Makes tenants, and takes those away whose time is up: at the next request, whoever it is from.</summary>
internal sealed class SandboxRegistry(ITenantStore store, TimeProvider time, TenantResetter resets)
{
    private NextExpiry _nextExpiry = new(DateTimeOffset.MaxValue);

    /// <summary>False when there is one already.</summary>
    /// <param name="origin">The tenant whose policies, key sets, domain and seed it begins with; null for an empty one.</param>
    public async ValueTask<Result<bool, Refusal>> CreateAsync(TenantId tenant, Sandbox sandbox, Tenant? origin)
    {
        IReadOnlyList<ITenantRecord> forked = origin is null
            ? []
            : [.. (await store.ListAllAsync(origin.Id)).Where(record => record is StoredPolicy or KeySet or Seed)];
        IReadOnlyList<ITenantRecord> profile = sandbox.Domain is { } domain ? [new TenantProfile(domain)] : [];
        var isNew = false;
        var refusal = await store.ChangeAllAsync(tenant, all =>
        {
            isNew = all.Count == 0;
            return isNew ? [sandbox, .. profile, .. forked] : all;
        });
        if (refusal is not null)
            return refusal;
        ScheduleExpiry(sandbox);
        return isNew;
    }

    /// <summary>To be called when there is one more, after it is in the store.</summary>
    public void ScheduleExpiry(Sandbox sandbox)
    {
        if (sandbox.Expires is not { } expires)
            return;
        for (var due = _nextExpiry; Interlocked.CompareExchange(ref _nextExpiry, new NextExpiry(expires < due.Time ? expires : due.Time), due) != due;)
            due = _nextExpiry;
    }

    /// <summary>Costs one comparison as long as nobody's time is up.</summary>
    public ValueTask RemoveExpiredAsync() => time.GetUtcNow() < Volatile.Read(ref _nextExpiry).Time ? ValueTask.CompletedTask : RemoveAllExpiredAsync();

    private async ValueTask RemoveAllExpiredAsync()
    {
        while (true)
        {
            var (due, now, first) = (Volatile.Read(ref _nextExpiry), time.GetUtcNow(), DateTimeOffset.MaxValue);
            foreach (var tenant in await store.ListTenantsAsync())
            {
                if ((await store.FindAsync<Sandbox>(tenant, Sandbox.OnlyId))?.Expires is not { } expires)
                    continue;
                if (expires <= now)
                    await RemoveIfExpiredAsync(tenant, now);
                else if (expires < first)
                    first = expires;
            }

            // Somebody has made one in the meantime, which may have been overlooked: look again.
            if (Interlocked.CompareExchange(ref _nextExpiry, new NextExpiry(first), due) == due)
                return;
        }
    }

    /// <summary>Looks once more: somebody may have made another of this id.</summary>
    private async ValueTask RemoveIfExpiredAsync(TenantId tenant, DateTimeOffset now)
    {
        var isOver = false;
        await store.ChangeAllAsync(tenant, all =>
        {
            isOver = all.OfType<Sandbox>().Any(sandbox => sandbox.Expires <= now);
            return isOver ? [] : all;
        });
        if (isOver)
            resets.ClearCaches(tenant);
    }

    /// <summary>When the first one's time is up. Always another object, so that it is seen that somebody was there.</summary>
    private sealed class NextExpiry(DateTimeOffset first)
    {
        public DateTimeOffset Time => first;
    }
}
