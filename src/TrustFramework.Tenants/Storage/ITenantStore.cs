using TrustFramework.PolicyXml;

namespace TrustFramework.Tenants.Storage;

/// <summary>A part of a tenant's state: an immutable record with an id that is unique within its kind and tenant, letter case ignored.</summary>
public interface ITenantRecord
{
    string Id { get; }
}

/// <summary>A record that is also found by other keys. Two records of a kind in a tenant must not have the same key; transitions check this.</summary>
public interface IIndexedRecord : ITenantRecord
{
    /// <summary>Letter case is ignored.</summary>
    IEnumerable<string> Keys { get; }
}

/// <summary>A part of a list that is sorted by id.</summary>
/// <param name="After">The range begins after this id, whether or not a record has it; null for the beginning of the list.</param>
/// <param name="MaxCount">The largest number of records in the range.</param>
public readonly record struct KeyRange(string? After, int MaxCount);

/// <summary>The states before and after a change of a tenant.</summary>
public sealed record StateChange(TenantState Before, TenantState After);

/// <summary>The result of a commit.</summary>
public enum CommitResult
{
    Committed,

    /// <summary>Another writer changed the tenant since the state was read.</summary>
    Conflict,

    /// <summary>The commit would create a tenant, and the limit on tenants is reached.</summary>
    TooManyTenants,
}

/// <summary>
/// The states of all tenants. TenantStoreContractTests specifies the behaviour of every implementation, <see cref="TenantStoreExtensions"/> has the
/// operations that are composed of these. A store that cannot be reached throws <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ITenantStore
{
    /// <summary>How many tenants may contain records. <see cref="TenantId.Global"/> does not count.</summary>
    int MaxTenants { get; }

    /// <summary>Prepares the store. Called once, before all other operations.</summary>
    /// <exception cref="StoreConfigurationException">The store cannot be used as it is configured.</exception>
    Task OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>The newest state of the tenant: it includes every commit that was acknowledged before the call, through this object or another one.</summary>
    ValueTask<TenantState> ReadAsync(TenantId tenant, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces the state of a tenant atomically if nobody changed it since it was read. Writes the records that differ. A tenant without records is
    /// removed.
    /// </summary>
    /// <param name="before">As read.</param>
    /// <param name="after">Computed from <paramref name="before"/>.</param>
    ValueTask<CommitResult> TryCommitAsync(TenantState before, TenantState after, CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies a transition atomically. A refusal leaves the state unchanged. The transition is computed again when another writer was first. When the
    /// limit on tenants is reached, the change is refused for a tenant that contains no record.
    /// </summary>
    /// <param name="transition">Pure.</param>
    ValueTask<Result<StateChange, Refusal>> ChangeAsync(
        TenantId tenant, Func<TenantState, Result<TenantState, Refusal>> transition, CancellationToken cancellationToken = default);

    /// <summary>The tenants that contain any record, sorted by id.</summary>
    ValueTask<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken = default);

    /// <summary>The records of a kind in all tenants. Not at one instant.</summary>
    ValueTask<IReadOnlyList<KeyValuePair<TenantId, T>>> ListByKindAsync<T>(CancellationToken cancellationToken = default)
        where T : class, ITenantRecord;
}

/// <summary>The store cannot be used as it is configured. The message says what to do.</summary>
public sealed class StoreConfigurationException : Exception
{
    public StoreConfigurationException()
    {
    }

    public StoreConfigurationException(string message)
        : base(message)
    {
    }

    public StoreConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The store cannot be reached or does not respond. The operation may be repeated; a commit may have been stored.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
