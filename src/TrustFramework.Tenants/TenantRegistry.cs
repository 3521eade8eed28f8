using System.Text.RegularExpressions;

namespace TrustFramework.Tenants;

/// <summary>The tenant of callers that name none.</summary>
/// <param name="Domain">Null: learned from the first accepted upload.</param>
public sealed record DefaultTenant(TenantId Id, string? Domain);

/// <summary>Tenants by name. There is no set-up: a tenant exists from the first time it is named.</summary>
public sealed partial class TenantRegistry(TenantServices services, DefaultTenant defaultTenant)
{
    public Tenant Default => Get(defaultTenant.Id);

    public Tenant Get(TenantId id) => Get(id, requestedDomain: null);

    /// <summary>
    /// The tenant called by its GUID or by its domain name; null when <paramref name="name"/> is neither. A domain leads to
    /// the default tenant if that has it, else to a tenant of its own whose id follows from the domain. [I]
    /// </summary>
    public async ValueTask<Tenant?> FindOrCreateAsync(string name)
    {
        var tenant = await ResolveAsync(name);
        if (tenant is not null && tenant.Id != defaultTenant.Id && !Guid.TryParse(name, out _))
            await tenant.LearnDomainAsync(name); // where there is no room for one more, it is called so all the same
        return tenant;
    }

    /// <summary>The same for those who only look: nothing is kept of a tenant that was called by a domain.</summary>
    public async ValueTask<Tenant?> ResolveAsync(string name) =>
        await ResolveIdAsync(name) is { } id ? Get(id, Guid.TryParse(name, out _) ? null : name) : null;

    /// <summary>Whether the tenant holds something, or there is room for one more that does.</summary>
    public ValueTask<bool> HasCapacityAsync(Tenant tenant) => services.Store.HasCapacityAsync(tenant.Id);

    /// <summary>What time it is in the tenant of that name: a GUID or a domain name; null is the default tenant. What names none has everybody's time.</summary>
    public async ValueTask<DateTimeOffset> GetUtcNowAsync(string? name) =>
        await services.Clocks.GetUtcNowAsync(name is null ? defaultTenant.Id : await ResolveIdAsync(name) ?? TenantId.Global);

    private Tenant Get(TenantId id, string? requestedDomain) => new(id, id == defaultTenant.Id ? defaultTenant.Domain : null, requestedDomain, services);

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
