using TrustFramework.Engine.Issuing;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.SignIn;

/// <summary>The tenant and the policy that an address names.</summary>
/// <param name="Domain">The domain of the tenant, in errors and claim resolvers.</param>
/// <param name="Name">The tenant in addresses: its domain, or its GUID if the domain leads to another tenant.</param>
/// <param name="Origin">Scheme, host and port of the request: <c>https://contoso.b2clogin.com</c>.</param>
/// <param name="Now">The time in the tenant.</param>
internal sealed record SignInTenant(Tenant Tenant, string Domain, string Name, string Origin, DateTimeOffset Now, RelyingParty RelyingParty)
{
    /// <summary>The id of the policy in lower case.</summary>
    public string PolicyId => RelyingParty.LowerCasePolicyId;

    /// <summary>The address of the policy, as metadata have it.</summary>
    public string Address => $"{Origin}/{Name}/{PolicyId}";

    /// <summary><c>iss</c>: runtime 2 [D]. The host is that of the request, because clients compare it with their own address.</summary>
    public string Issuer => RelyingParty.Issuer.HasPolicyInIssuer ? $"{Origin}/tfp/{Tenant.Id}/{PolicyId}/v2.0/" : $"{Origin}/{Tenant.Id}/v2.0/";

    /// <summary><c>acr</c>; null when the policy has none.</summary>
    public string? Acr => RelyingParty.Issuer.IssuesAcr ? PolicyId : null;
}
