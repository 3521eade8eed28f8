using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Storage;

/// <summary>A part of a tenant's state: an immutable record with an id that is unique within its kind and tenant, letter case ignored.</summary>
public interface ITenantRecord
{
    string Id { get; }
}

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

/// <summary>A part of a list that is sorted by id.</summary>
/// <param name="After">The range begins after this id, whether or not a record has it; null for the beginning of the list.</param>
/// <param name="MaxCount">The largest number of records in the range.</param>
public readonly record struct KeyRange(string? After, int MaxCount);

/// <summary>
/// All state, addressed by tenant, kind (the record's type) and id. TenantStoreContractTests specifies the behaviour of every implementation.
/// </summary>
public interface ITenantStore
{
    ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord;

    /// <summary>All records of a kind at one instant, sorted by id.</summary>
    ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, ITenantRecord;

    /// <summary>A part of that list. The cost does not depend on the number of records outside of the range.</summary>
    ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, KeyRange range)
        where T : class, ITenantRecord;

    /// <summary>The number of records of a kind.</summary>
    ValueTask<int> CountAsync<T>(TenantId tenant)
        where T : class, ITenantRecord;

    /// <summary>
    /// Applies a transition atomically to one record. A refusal leaves the state unchanged. When the limit on tenants is reached, the change is
    /// refused for a tenant that contains no record.
    /// </summary>
    ValueTask<Result<Change<T>, Refusal>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
        where T : class, ITenantRecord;

    /// <summary>Removes a record and returns it; null when there was none.</summary>
    ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord;

    /// <summary>Whether the tenant contains any record.</summary>
    ValueTask<bool> HasRecordsAsync(TenantId tenant);

    /// <summary>Whether the tenant contains a record already or the limit on tenants allows one more.</summary>
    ValueTask<bool> HasCapacityAsync(TenantId tenant);

    /// <summary>The tenants that contain any record, sorted by id.</summary>
    ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync();

    /// <summary>All records of a tenant at one instant. Records of the same kind are sorted by id; the kinds have no order.</summary>
    ValueTask<IReadOnlyList<ITenantRecord>> ListAllAsync(TenantId tenant);

    /// <summary>
    /// Replaces all records of a tenant atomically. An empty result removes the tenant. Returns null on success; the limit on tenants applies as
    /// for <see cref="ChangeAsync"/>.
    /// </summary>
    /// <param name="transition">Computes the new records from the current ones. Pure, like <see cref="Transition{T}"/>.</param>
    ValueTask<Refusal?> ChangeAllAsync(TenantId tenant, Func<IReadOnlyList<ITenantRecord>, IEnumerable<ITenantRecord>> transition);
}
