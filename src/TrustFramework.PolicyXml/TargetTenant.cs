namespace TrustFramework.PolicyXml;

/// <summary>The tenant that a policy is validated for.</summary>
/// <param name="ObjectId">The tenant's GUID.</param>
/// <param name="Domain">The tenant's domain name; null while it has none, in which case any <c>TenantId</c> is valid.</param>
public sealed record TargetTenant(string ObjectId, string? Domain)
{
    /// <summary>The tenant's name in error messages: the domain of the login tenant, even when the file names another (policy-rules 1.2 [O]).</summary>
    public string GetDisplayName(PolicyDocument policy) => Domain ?? policy.TenantId;
}
