namespace TrustFramework.Tenants;

/// <summary>A tenant's object id: the GUID that tokens carry as <c>tid</c>.</summary>
public readonly record struct TenantId(Guid Value)
{
    private const string DomainStart = "b2c";
    private const string DomainEnd = ".onmicrosoft.com";

    /// <summary>No tenant: what is set here holds for all of them. Nobody can be called so.</summary>
    public static TenantId Everyone => default;

    /// <summary>
    /// What the tenant is called where it must be called by a domain and has none yet. Without hyphens: a policy's
    /// <c>TenantId</c> may have none (policy-rules 6.1).
    /// </summary>
    public string DerivedDomain => $"{DomainStart}{Value:N}{DomainEnd}";

    /// <summary>
    /// The same domain name always gives the same id, in every process, so that tenants can be named by domain alone; the
    /// domain that was derived from an id leads back to it.
    /// </summary>
    public static TenantId OfDomain(string domain) =>
        domain.StartsWith(DomainStart, StringComparison.OrdinalIgnoreCase)
        && domain.EndsWith(DomainEnd, StringComparison.OrdinalIgnoreCase)
        && Guid.TryParseExact(domain[DomainStart.Length..^DomainEnd.Length], "N", out var id)
            ? new TenantId(id)
            : new TenantId(DerivedId.Of(domain.ToLowerInvariant()));

    public override string ToString() => Value.ToString("D");
}
