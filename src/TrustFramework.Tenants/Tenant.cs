using TrustFramework.PolicyXml;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants;

/// <summary>One tenant, seen from the inside: the way to everything it holds. Cheap to make; the state is in the store.</summary>
public sealed class Tenant
{
    private readonly ITenantStore _store;
    private readonly TenantClocks _clocks;
    private readonly string? _configuredDomain;
    private readonly string? _requestedDomain;

    /// <param name="requestedDomain">The domain by which somebody called it, if it was a domain: its own unless it turns out to have another.</param>
    internal Tenant(TenantId id, string? configuredDomain, string? requestedDomain, TenantServices services)
    {
        (Id, _configuredDomain, _requestedDomain, _store, _clocks) = (id, configuredDomain, requestedDomain, services.Store, services.Clocks);
        Policies = new PolicyRepository(this, services);
        KeySets = new KeySetRepository(id, services);
    }

    public TenantId Id { get; }

    public PolicyRepository Policies { get; }

    public KeySetRepository KeySets { get; }

    /// <summary>What time it is in the tenant.</summary>
    public ValueTask<DateTimeOffset> GetUtcNowAsync() => _clocks.GetUtcNowAsync(Id);

    /// <summary>The tenant's domain name; null until it has one (house 5).</summary>
    public async ValueTask<string?> FindDomainAsync() => await FindAssignedDomainAsync() ?? _requestedDomain;

    /// <summary>What the tenant is called: its domain or, until it has one, one made of its id. Asking does not give it to the tenant.</summary>
    public async ValueTask<string> GetEffectiveDomainAsync() => await FindDomainAsync() ?? Id.DerivedDomain;

    /// <summary>Gives the tenant a domain unless it has one, and says which it has. Asked twice at once, one of the two wins.</summary>
    public async ValueTask<Result<string, Refusal>> LearnDomainAsync(string domain)
    {
        if (await FindAssignedDomainAsync() is { } known)
            return known;
        var learned = await _store.ChangeAsync<TenantProfile>(
            Id, TenantProfile.SingletonId, (current, _) => current ?? new TenantProfile(domain));
        return learned.Map(change => change.After.Domain);
    }

    private async ValueTask<string?> FindAssignedDomainAsync() =>
        _configuredDomain ?? (await _store.FindAsync<TenantProfile>(Id, TenantProfile.SingletonId))?.Domain;
}

/// <summary>What is known of a tenant itself. There is one in each tenant that has a learned domain.</summary>
public sealed record TenantProfile(string Domain) : ITenantRecord
{
    public const string SingletonId = "profile";

    public string Id => SingletonId;
}
