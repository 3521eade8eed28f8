using System.Globalization;
using TrustFramework.Tenants.Applications;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Users;

namespace TrustFramework.Tenants.Storage;

/// <summary>The version of a policy, key set, user or application that readers see until a delayed write becomes visible to them.</summary>
/// <param name="Number">Of the write. Greater than that of all earlier writes.</param>
/// <param name="Kind">The type of the record: see <see cref="DelayedKinds"/>.</param>
/// <param name="RecordId">The id of the record.</param>
/// <param name="Record">What readers see; null when the write created the record.</param>
/// <param name="Until">By the tenant's clock.</param>
public sealed record PreviousVersion(long Number, Type Kind, string RecordId, ITenantRecord? Record, DateTimeOffset Until) : ITenantRecord
{
    /// <summary>Beyond this number, the oldest write becomes visible early.</summary>
    public const int MaxPerTenant = 1000;

    /// <summary>What clients of Graph write.</summary>
    public static readonly IReadOnlyList<Type> DelayedKinds = [typeof(StoredPolicy), typeof(KeySet), typeof(DirectoryUser), typeof(Application)];

    /// <summary>Sorted like the numbers.</summary>
    public string Id => Number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The state as readers see it.</summary>
    public static TenantState HideDelayedWrites(TenantState state, DateTimeOffset now) =>
        // The oldest write comes last, because readers see the version before it.
        state.List<PreviousVersion>().Where(version => version.Until > now).Reverse().Aggregate(state, (visible, version) => version.Restore(visible));

    /// <summary>Keeps what readers see instead of the records that differ between two states.</summary>
    /// <param name="now">The tenant's time. Versions that are no longer seen are removed.</param>
    public static TenantState Delay(TenantState before, TenantState after, DateTimeOffset now, TimeSpan delay)
    {
        var kept = before.List<PreviousVersion>().Where(version => version.Until > now).ToList();
        var number = kept is [.., var last] ? last.Number : 0;
        foreach (var change in after.GetChanges(before).Where(change => DelayedKinds.Contains(change.Kind)))
            kept.Add(new PreviousVersion(++number, change.Kind, change.Id, before.Find(change.Kind, change.Id), now + delay));
        return after.WithRecords([.. after.Records.Where(record => record is not PreviousVersion), .. kept.TakeLast(MaxPerTenant)]);
    }

    private TenantState Restore(TenantState state) => Record is null ? state.Without(Kind, RecordId) : state.With(Record);
}
