using TrustFramework.MockServer.Login.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login;

/// <summary>The tenant in the path of a login address.</summary>
/// <param name="Name">As it was written: a GUID, a domain, or <c>common</c>.</param>
/// <param name="Now">What time it is there.</param>
/// <param name="Domain">What users of the tenant are called by: its own domain or, until it has one, one made of its id.</param>
internal sealed record LoginTenant(string Name, Tenant Tenant, DateTimeOffset Now, string Domain)
{
    /// <summary>True for the names that stand for whatever tenant the user turns out to be of.</summary>
    public bool IsMultiTenant => IsMultiTenantName(Name);

    /// <summary>A tenant exists from the first time it is named, if there is room for one more; <c>common</c> and <c>organizations</c> are the default one. [I]</summary>
    public static async ValueTask<LoginOutcome<LoginTenant>> FindAsync(string name, TenantRegistry tenants)
    {
        var tenant = IsMultiTenantName(name) ? tenants.Default : await tenants.FindOrCreateAsync(name);
        if (tenant is null)
            return LoginErrorCatalog.TenantMalformed.With(name);
        if (!await tenants.HasCapacityAsync(tenant))
            return LoginErrorCatalog.TenantUnknown.With(name);
        return new LoginTenant(name, tenant, await tenant.GetUtcNowAsync(), await tenant.GetEffectiveDomainAsync());
    }

    public static bool IsMultiTenantName(string name) =>
        name.Equals("common", StringComparison.OrdinalIgnoreCase) || name.Equals("organizations", StringComparison.OrdinalIgnoreCase);
}
