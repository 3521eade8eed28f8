using System.Buffers;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Applications;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Users;

namespace TrustFramework.Tenants;

/// <summary>One tenant: access to everything that it contains. The object is cheap to create; the state is in the store.</summary>
public sealed class Tenant
{
    private readonly TenantServices _services;
    private readonly DefaultTenant? _defaultTenant;
    private readonly TimeSpan? _writeDelay;

    /// <param name="defaultTenant">Null unless this is the default tenant.</param>
    /// <param name="writeDelay">Null when readers see writes at once.</param>
    internal Tenant(TenantId id, DefaultTenant? defaultTenant, string? requestedDomain, TenantServices services, TimeSpan? writeDelay = null)
    {
        (Id, _defaultTenant, RequestedDomain, _services, _writeDelay) = (id, defaultTenant, requestedDomain, services, writeDelay);
        Policies = new PolicyRepository(this, services);
        KeySets = new KeySetRepository(this, services);
        Users = new UserRepository(this, services);
        Applications = new ApplicationRepository(this, services);
    }

    public TenantId Id { get; }

    /// <summary>The domain name that the request used for the tenant; null when it used the GUID or the derived domain.</summary>
    public string? RequestedDomain { get; }

    public PolicyRepository Policies { get; }

    public KeySetRepository KeySets { get; }

    public UserRepository Users { get; }

    public ApplicationRepository Applications { get; }

    /// <summary>
    /// The same tenant with eventual consistency: what this object writes to policies, key sets, users and applications is stored at once, so that the
    /// next writer finds it, but readers see it when the delay has passed on the tenant's clock.
    /// </summary>
    public Tenant WithWriteDelay(TimeSpan delay) => new(Id, _defaultTenant, RequestedDomain, _services, delay);

    /// <summary>The current time in the tenant.</summary>
    public ValueTask<DateTimeOffset> GetUtcNowAsync() => _services.Clocks.GetUtcNowAsync(Id);

    /// <summary>The tenant's own domain or, until it has one, the domain that the request used for it; null without either.</summary>
    public async ValueTask<string?> FindDomainAsync() => FindDomain(await ReadStoredAsync());

    /// <summary>The same, with the derived domain in the place of null. Reading it does not assign it.</summary>
    public async ValueTask<string> GetEffectiveDomainAsync() => await FindDomainAsync() ?? Id.DerivedDomain;

    /// <summary>
    /// Assigns a domain unless the tenant has one, and returns the tenant's domain. Of two concurrent calls one wins. The default tenant is not
    /// assigned a domain by which requests find another tenant that contains records.
    /// </summary>
    public async ValueTask<Result<string, Refusal>> LearnDomainAsync(string domain)
    {
        var assignable = await FindAssignableDomainAsync(domain);
        return (await ChangeAsync(state => AssignDomain(state, assignable))).Map(change => FindAssignedDomain(change.After) ?? domain);
    }

    /// <summary>
    /// Assigns the domain that the request used for the tenant, if it used one and the tenant has none. Whatever creates a policy or a key set or
    /// issues a token assigns it, because later requests may name the tenant by its GUID only. Null unless it is refused.
    /// </summary>
    public async ValueTask<Refusal?> SaveRequestedDomainAsync() => RequestedDomain is null ? null : (await LearnDomainAsync(RequestedDomain)).Error;

    /// <summary>The domain if <see cref="AssignDomain"/> may assign it, otherwise null.</summary>
    internal async ValueTask<string?> FindAssignableDomainAsync(string? domain) =>
        domain is not null && _defaultTenant is not null && TenantId.FromDomain(domain) is var other && other != Id && await _services.Store.HasRecordsAsync(other)
            ? null
            : domain;

    /// <summary>Assigns a domain unless the tenant has one.</summary>
    internal TenantState AssignDomain(TenantState state, string? assignable) =>
        assignable is null || FindAssignedDomain(state) is not null ? state : state.With(new TenantProfile(assignable));

    /// <summary>The domain in a state of the tenant.</summary>
    internal string? FindDomain(TenantState state) => FindAssignedDomain(state) ?? RequestedDomain;

    /// <summary>The newest state as readers see it.</summary>
    internal async ValueTask<TenantState> ReadAsync()
    {
        var state = await ReadStoredAsync();
        return state.Count<PreviousVersion>() == 0 ? state : PreviousVersion.HideDelayedWrites(state, await GetUtcNowAsync());
    }

    /// <summary>Applies a transition to the stored state.</summary>
    /// <param name="transition">Pure.</param>
    internal async ValueTask<Result<StateChange, Refusal>> ChangeAsync(Func<TenantState, Result<TenantState, Refusal>> transition)
    {
        if (_writeDelay is not { } delay)
            return await _services.Store.ChangeAsync(Id, transition);
        var now = await GetUtcNowAsync();
        return await _services.Store.ChangeAsync(Id, state => transition(state).Map(after => PreviousVersion.Delay(state, after, now, delay)));
    }

    private ValueTask<TenantState> ReadStoredAsync() => _services.Store.ReadAsync(Id);

    private string? FindAssignedDomain(TenantState state) => _defaultTenant?.Domain ?? state.Find<TenantProfile>(TenantProfile.SingletonId)?.Domain;
}

/// <summary>The properties of the tenant itself. A tenant without a learned domain has no such record.</summary>
public sealed record TenantProfile(string Domain) : ITenantRecord
{
    public const string SingletonId = "profile";

    private const int MaxDomainLength = 253;

    // A policy's TenantId needs no dot, and a request may name a tenant by a domain with hyphens.
    private static readonly SearchValues<char> DomainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    public string Id => SingletonId;

    /// <summary>Whether a tenant can have this domain.</summary>
    public static bool IsValidDomain(string domain) => domain.Length is > 0 and <= MaxDomainLength && !domain.AsSpan().ContainsAnyExcept(DomainCharacters);
}
