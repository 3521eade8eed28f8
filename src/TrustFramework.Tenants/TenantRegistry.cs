using System.Text.RegularExpressions;

namespace TrustFramework.Tenants;

/// <summary>The tenant of callers that name none.</summary>
/// <param name="Domain">Null: learned from the first accepted upload.</param>
public sealed record DefaultTenant(TenantId Id, string? Domain);

/// <summary>Tenants by name. There is no set-up: a tenant exists from the first time it is named.</summary>
public sealed partial class TenantRegistry(World world, DefaultTenant defaultTenant)
{
    public Tenant Default => Of(defaultTenant.Id);

    public Tenant Of(TenantId id) => Of(id, calledDomain: null);

    /// <summary>
    /// The tenant called by its GUID or by its domain name; null when <paramref name="name"/> is neither. A domain leads to
    /// the default tenant if that has it, else to a tenant of its own whose id follows from the domain. [I]
    /// </summary>
    public async ValueTask<Tenant?> FindAsync(string name)
    {
        var tenant = await ResolveAsync(name);
        if (tenant is not null && tenant.Id != defaultTenant.Id && !Guid.TryParse(name, out _))
            await tenant.LearnDomainAsync(name); // where there is no room for one more, it is called so all the same
        return tenant;
    }

    /// <summary>The same for those who only look: nothing is kept of a tenant that was called by a domain.</summary>
    public async ValueTask<Tenant?> ResolveAsync(string name) =>
        await IdOfAsync(name) is { } id ? Of(id, Guid.TryParse(name, out _) ? null : name) : null;

    /// <summary>Whether the tenant holds something, or there is room for one more that does.</summary>
    public ValueTask<bool> HasRoomAsync(Tenant tenant) => world.Store.HasRoomAsync(tenant.Id);

    /// <summary>What time it is in the tenant of that name: a GUID or a domain name; null is the default tenant. What names none has everybody's time.</summary>
    public async ValueTask<DateTimeOffset> NowAsync(string? name) =>
        await world.Clocks.NowAsync(name is null ? defaultTenant.Id : await IdOfAsync(name) ?? TenantId.Everyone);

    private Tenant Of(TenantId id, string? calledDomain) => new(id, id == defaultTenant.Id ? defaultTenant.Domain : null, calledDomain, world);

    private async ValueTask<TenantId?> IdOfAsync(string name)
    {
        if (Guid.TryParse(name, out var id))
            return new TenantId(id) is var tenant && tenant != TenantId.Everyone ? tenant : null;
        if (name.Length > 253 || !DomainName().IsMatch(name))
            return null;
        return string.Equals(await Default.FindDomainAsync(), name, StringComparison.OrdinalIgnoreCase) ? defaultTenant.Id : TenantId.OfDomain(name);
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62})+\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DomainName();
}
