using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login;

/// <summary>The tenant that the path of a login request names.</summary>
/// <param name="Name">As written in the path: a GUID, a domain, or <c>common</c>.</param>
/// <param name="Now">The time in the tenant.</param>
/// <param name="Domain">The domain of the tenant's users: its own, or one derived from its id until it has one.</param>
internal sealed record LoginTenant(string Name, Tenant Tenant, DateTimeOffset Now, string Domain)
{
    /// <summary>True for the names that mean the user's own tenant. Here they name the default tenant. [I]</summary>
    public bool IsMultiTenant => IsMultiTenantName(Name);

    public static bool IsMultiTenantName(string name) =>
        name.Equals("common", StringComparison.OrdinalIgnoreCase) || name.Equals("organizations", StringComparison.OrdinalIgnoreCase);
}
