using System.Buffers;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants;

/// <summary>One tenant: access to everything that it contains. The object is cheap to create; the state is in the store.</summary>
public sealed class Tenant
{
    private readonly ITenantStore _store;
    private readonly TenantClocks _clocks;
    private readonly TenantServices _services;
    private readonly DefaultTenant? _defaultTenant;

    /// <param name="defaultTenant">Null unless this is the default tenant.</param>
    internal Tenant(TenantId id, DefaultTenant? defaultTenant, string? requestedDomain, TenantServices services)
    {
        (Id, _defaultTenant, RequestedDomain, _services, _store, _clocks) = (id, defaultTenant, requestedDomain, services, services.Store, services.Clocks);
        Policies = new PolicyRepository(this, services);
        KeySets = new KeySetRepository(this, services);
    }

    public TenantId Id { get; }

    /// <summary>The domain name that the request used for the tenant; null when it used the GUID or the derived domain.</summary>
    public string? RequestedDomain { get; }

    public PolicyRepository Policies { get; }

    public KeySetRepository KeySets { get; }

    /// <summary>The same tenant over another view of its state.</summary>
    public Tenant WithStore(ITenantStore store) => new(Id, _defaultTenant, RequestedDomain, _services with { Store = store });

    /// <summary>The current time in the tenant.</summary>
    public ValueTask<DateTimeOffset> GetUtcNowAsync() => _clocks.GetUtcNowAsync(Id);

    /// <summary>The tenant's own domain or, until it has one, the domain that the request used for it; null without either.</summary>
    public async ValueTask<string?> FindDomainAsync() => await FindAssignedDomainAsync() ?? RequestedDomain;

    /// <summary>The same, with the derived domain in the place of null. Reading it does not assign it.</summary>
    public async ValueTask<string> GetEffectiveDomainAsync() => await FindDomainAsync() ?? Id.DerivedDomain;

    /// <summary>
    /// Assigns a domain unless the tenant has one, and returns the tenant's domain. Of two concurrent calls one wins. The default tenant is not
    /// assigned a domain by which requests find another tenant that contains records.
    /// </summary>
    public async ValueTask<Result<string, Refusal>> LearnDomainAsync(string domain)
    {
        if (await FindAssignedDomainAsync() is { } assigned)
            return assigned;
        if (_defaultTenant is not null && TenantId.FromDomain(domain) is var other && other != Id && await _store.HasRecordsAsync(other))
            return domain;
        var learned = await _store.ChangeAsync<TenantProfile>(
            Id, TenantProfile.SingletonId, (current, _) => current ?? new TenantProfile(domain));
        return learned.Map(change => change.After.Domain);
    }

    /// <summary>
    /// Assigns the domain that the request used for the tenant, if it used one and the tenant has none. Whatever creates a policy or a key set or
    /// issues a token calls this first, because later requests may name the tenant by its GUID only. Null unless it is refused.
    /// </summary>
    public async ValueTask<Refusal?> SaveRequestedDomainAsync() => RequestedDomain is null ? null : (await LearnDomainAsync(RequestedDomain)).Error;

    private async ValueTask<string?> FindAssignedDomainAsync() =>
        _defaultTenant?.Domain ?? (await _store.FindAsync<TenantProfile>(Id, TenantProfile.SingletonId))?.Domain;
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
