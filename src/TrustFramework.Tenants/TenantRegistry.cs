using System.Text.RegularExpressions;

namespace TrustFramework.Tenants;

/// <summary>The tenant of callers that name none.</summary>
/// <param name="Domain">Null: learned from the first accepted upload.</param>
public sealed record DefaultTenant(TenantId Id, string? Domain);

/// <summary>Tenants by name. There is no set-up: a tenant exists from the first time it is named.</summary>
public sealed partial class TenantRegistry(World world, DefaultTenant defaultTenant)
{
    public Tenant Default => Of(defaultTenant.Id);

    public Tenant Of(TenantId id) => new(id, id == defaultTenant.Id ? defaultTenant.Domain : null, world);

    /// <summary>
    /// The tenant called by its GUID or by its domain name; null when <paramref name="name"/> is neither. A domain leads to
    /// the default tenant if that has it, else to a tenant of its own whose id follows from the domain. [I]
    /// </summary>
    public async ValueTask<Tenant?> FindAsync(string name)
    {
        if (Guid.TryParse(name, out var id))
            return Of(new TenantId(id));
        if (name.Length > 253 || !DomainName().IsMatch(name))
            return null;
        if (string.Equals(await Default.FindDomainAsync(), name, StringComparison.OrdinalIgnoreCase))
            return Default;
        var tenant = Of(TenantId.OfDomain(name));
        await tenant.LearnDomainAsync(name);
        return tenant;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62})+$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DomainName();
}
