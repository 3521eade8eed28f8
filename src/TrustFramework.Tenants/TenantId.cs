namespace TrustFramework.Tenants;

/// <summary>A tenant's object id: the GUID that tokens carry as <c>tid</c>.</summary>
public readonly record struct TenantId(Guid Value)
{
    private const string DomainPrefix = "b2c";
    private const string DomainSuffix = ".onmicrosoft.com";

    /// <summary>Not a tenant: the address of the records that apply to all tenants. No name resolves to it.</summary>
    public static TenantId Global => default;

    /// <summary>
    /// The domain that stands in for a tenant's own domain until it has one. It has no hyphens because a policy's <c>TenantId</c> may not
    /// contain any (policy-rules 6.1).
    /// </summary>
    public string DerivedDomain => $"{DomainPrefix}{Value:N}{DomainSuffix}";

    /// <summary>
    /// The same domain name gives the same id in every process, so that a domain name alone identifies a tenant. A derived domain gives the id
    /// that it is derived from.
    /// </summary>
    public static TenantId FromDomain(string domain) =>
        domain.StartsWith(DomainPrefix, StringComparison.OrdinalIgnoreCase)
        && domain.EndsWith(DomainSuffix, StringComparison.OrdinalIgnoreCase)
        && Guid.TryParseExact(domain[DomainPrefix.Length..^DomainSuffix.Length], "N", out var id)
            ? new TenantId(id)
            : new TenantId(DeterministicGuid.Create(domain.ToLowerInvariant()));

    public override string ToString() => Value.ToString("D");
}
