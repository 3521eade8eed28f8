namespace TrustFramework.Tenants;

/// <summary>A tenant's object id: the GUID that tokens carry as <c>tid</c>.</summary>
public readonly record struct TenantId(Guid Value)
{
    private const string DomainPrefix = "b2c";
    private const string DomainSuffix = ".onmicrosoft.com";

    /// <summary>No tenant: what is set here holds for all of them. Nobody can be called so.</summary>
    public static TenantId Global => default;

    /// <summary>
    /// What the tenant is called where it must be called by a domain and has none yet. Without hyphens: a policy's
    /// <c>TenantId</c> may have none (policy-rules 6.1).
    /// </summary>
    public string DerivedDomain => $"{DomainPrefix}{Value:N}{DomainSuffix}";

    /// <summary>
    /// The same domain name always gives the same id, in every process, so that tenants can be named by domain alone; the
    /// domain that was derived from an id leads back to it.
    /// </summary>
    public static TenantId FromDomain(string domain) =>
        domain.StartsWith(DomainPrefix, StringComparison.OrdinalIgnoreCase)
        && domain.EndsWith(DomainSuffix, StringComparison.OrdinalIgnoreCase)
        && Guid.TryParseExact(domain[DomainPrefix.Length..^DomainSuffix.Length], "N", out var id)
            ? new TenantId(id)
            : new TenantId(DeterministicGuid.Create(domain.ToLowerInvariant()));

    public override string ToString() => Value.ToString("D");
}
