using System.Text.RegularExpressions;

namespace TrustFramework.Tenants;

/// <summary>The tenant of callers that name no tenant.</summary>
/// <param name="Domain">Null: the tenant learns it from the first accepted upload or the first sign-in by a domain.</param>
public sealed record DefaultTenant(TenantId Id, string? Domain);

/// <summary>Finds tenants by name. Tenants need no set-up: every valid name resolves to one. A lookup never writes.</summary>
public sealed partial class TenantRegistry(TenantServices services, DefaultTenant defaultTenant)
{
    public Tenant Default => Get(defaultTenant.Id);

    public Tenant Get(TenantId id) => Create(id, requestedDomain: null);

    /// <summary>
    /// The tenant with this GUID or domain name; null when <paramref name="name"/> is neither. A domain name resolves to the default tenant if
    /// the default tenant has that domain, otherwise to a separate tenant whose id is computed from the domain. [I]
    /// </summary>
    public async ValueTask<Tenant?> FindAsync(string name) =>
        await ResolveIdAsync(name) is { } id ? Create(id, Guid.TryParse(name, out _) ? null : name) : null;

    /// <summary>
    /// The tenant that a sign-in by this GUID or domain name is for. As long as the default tenant has no domain, a domain name that no other tenant
    /// uses resolves to the default tenant, so that a tool that signs in by a domain and a request that names no tenant share one. [I] Signing in
    /// assigns the domain; this lookup does not.
    /// </summary>
    public async ValueTask<Tenant?> FindForSignInAsync(string name)
    {
        if (await FindAsync(name) is not { } tenant)
            return null;
        return !Guid.TryParse(name, out _) && tenant.Id != defaultTenant.Id && await Default.FindDomainAsync() is null && !await services.Store.HasRecordsAsync(tenant.Id)
            ? new Tenant(defaultTenant.Id, defaultTenant.Domain, name, services)
            : tenant;
    }

    /// <summary>Whether the tenant contains a record already or the limit on tenants allows one more.</summary>
    public ValueTask<bool> HasCapacityAsync(Tenant tenant) => services.Store.HasCapacityAsync(tenant.Id);

    /// <summary>The current time in the tenant with this GUID or domain name. Null is the default tenant; an invalid name gives the global time.</summary>
    public async ValueTask<DateTimeOffset> GetUtcNowAsync(string? name) =>
        await services.Clocks.GetUtcNowAsync(name is null ? defaultTenant.Id : await ResolveIdAsync(name) ?? TenantId.Global);

    // Other requests find the default tenant only by a domain that it has, or by its derived domain.
    private Tenant Create(TenantId id, string? requestedDomain) => id == defaultTenant.Id
        ? new(id, defaultTenant.Domain, requestedDomain: null, services)
        : new(id, configuredDomain: null, requestedDomain, services);

    private async ValueTask<TenantId?> ResolveIdAsync(string name)
    {
        if (Guid.TryParse(name, out var id))
            return new TenantId(id) is var tenant && tenant != TenantId.Global ? tenant : null;
        if (name.Length > 253 || !DomainNamePattern().IsMatch(name))
            return null;
        return string.Equals(await Default.FindDomainAsync(), name, StringComparison.OrdinalIgnoreCase) ? defaultTenant.Id : TenantId.FromDomain(name);
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62})+\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DomainNamePattern();
}
