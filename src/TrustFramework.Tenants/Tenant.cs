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
    private readonly string? _calledDomain;

    /// <param name="calledDomain">The domain by which somebody called it, if it was a domain: its own unless it turns out to have another.</param>
    internal Tenant(TenantId id, string? configuredDomain, string? calledDomain, World world)
    {
        (Id, _configuredDomain, _calledDomain, _store, _clocks) = (id, configuredDomain, calledDomain, world.Store, world.Clocks);
        Policies = new PolicyShelf(this, world);
        KeySets = new KeySetRing(id, world);
    }

    public TenantId Id { get; }

    public PolicyShelf Policies { get; }

    public KeySetRing KeySets { get; }

    /// <summary>What time it is in the tenant.</summary>
    public ValueTask<DateTimeOffset> NowAsync() => _clocks.NowAsync(Id);

    /// <summary>The tenant's domain name; null until it has one (house 5).</summary>
    public async ValueTask<string?> FindDomainAsync() => await FindOwnDomainAsync() ?? _calledDomain;

    /// <summary>What the tenant is called: its domain or, until it has one, one made of its id. Asking does not give it to the tenant.</summary>
    public async ValueTask<string> NameAsync() => await FindDomainAsync() ?? Id.DerivedDomain;

    /// <summary>Gives the tenant a domain unless it has one, and says which it has. Asked twice at once, one of the two wins.</summary>
    public async ValueTask<Outcome<string>> LearnDomainAsync(string domain)
    {
        if (await FindOwnDomainAsync() is { } known)
            return known;
        var learned = await _store.ChangeAsync<TenantProfile>(
            Id, TenantProfile.OnlyId, (current, _) => current ?? new TenantProfile(domain));
        return learned.Map(change => change.After.Domain);
    }

    private async ValueTask<string?> FindOwnDomainAsync() =>
        _configuredDomain ?? (await _store.FindAsync<TenantProfile>(Id, TenantProfile.OnlyId))?.Domain;
}

/// <summary>What is known of a tenant itself. There is one in each tenant that has a learned domain.</summary>
public sealed record TenantProfile(string Domain) : ITenantRecord
{
    public const string OnlyId = "profile";

    public string Id => OnlyId;
}
