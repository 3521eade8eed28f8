using TrustFramework.PolicyXml;
namespace TrustFramework.Tenants.Storage;

/// <summary>Something a tenant holds: an immutable record with an id, unique within its kind and tenant in any letter case.</summary>
public interface ITenantRecord
{
    string Id { get; }
}

/// <summary>
/// How one record changes: from what is there (null when nothing is) and how many of its kind the tenant holds, to what
/// shall be there or a refusal. Pure: a store may call it more than once.
/// </summary>
public delegate Result<T, Refusal> Transition<T>(T? current, int held)
    where T : class, ITenantRecord;

/// <summary>What a transition did.</summary>
/// <param name="Before">Null when the record is new.</param>
public sealed record Change<T>(T? Before, T After)
    where T : class, ITenantRecord;

/// <summary>A piece of a list that is in the order of ids.</summary>
/// <param name="After">The id behind which it begins, whether or not there is such a record; null for the beginning of the list.</param>
/// <param name="MaxCount">How many records it has, unless the list ends before.</param>
public readonly record struct KeyRange(string? After, int MaxCount);

/// <summary>
/// All state, addressed by tenant, kind (the record's type) and id. The verbs are few so that another store can take this
/// one's place without the domain noticing; tests/…/Storage holds the contract that each of them keeps.
/// </summary>
public interface ITenantStore
{
    ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord;

    /// <summary>All records of a kind at one instant, by id.</summary>
    ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, ITenantRecord;

    /// <summary>A piece of that list, at a cost that what is left out has no part in.</summary>
    ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, KeyRange range)
        where T : class, ITenantRecord;

    /// <summary>How many records of a kind there are.</summary>
    ValueTask<int> CountAsync<T>(TenantId tenant)
        where T : class, ITenantRecord;

    /// <summary>
    /// Applies a transition atomically to one record; refused, nothing has changed. A tenant that held nothing is refused where there
    /// is no room for one more.
    /// </summary>
    ValueTask<Result<Change<T>, Refusal>> ChangeAsync<T>(TenantId tenant, string id, Transition<T> transition)
        where T : class, ITenantRecord;

    /// <summary>Takes a record away and gives it back; null when there was none.</summary>
    ValueTask<T?> RemoveAsync<T>(TenantId tenant, string id)
        where T : class, ITenantRecord;

    /// <summary>Whether the tenant holds anything.</summary>
    ValueTask<bool> HasRecordsAsync(TenantId tenant);

    /// <summary>Whether the tenant may hold something: it does, or there is room for one more.</summary>
    ValueTask<bool> HasCapacityAsync(TenantId tenant);

    /// <summary>The tenants that hold anything, in the order of their ids.</summary>
    ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync();

    /// <summary>All that a tenant holds, of every kind, at one instant. Within a kind by id; the kinds in no order.</summary>
    ValueTask<IReadOnlyList<ITenantRecord>> ListAllAsync(TenantId tenant);

    /// <summary>
    /// Puts other records in the place of all that a tenant holds, in one step: nobody sees half of it. With none left the tenant is gone.
    /// Null when it is done; refused as <see cref="ChangeAsync"/> is.
    /// </summary>
    /// <param name="transition">From what is there to what shall be. Pure, as a <see cref="Transition{T}"/> is.</param>
    ValueTask<Refusal?> ChangeAllAsync(TenantId tenant, Func<IReadOnlyList<ITenantRecord>, IEnumerable<ITenantRecord>> transition);
}
