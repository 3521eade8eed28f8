using TrustFramework.PolicyXml.Merging;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants;

/// <summary>The services that every tenant uses. The host supplies them.</summary>
public sealed record TenantServices(ITenantStore Store, TenantClocks Clocks, IRandomSource Random, KeySetOptions KeySetOptions, PolicyValidationOptions PolicyValidationOptions)
{
    /// <summary>The policies of all tenants that were read last.</summary>
    public PolicyDocumentCache Documents { get; } = new();

    /// <summary>The merged policies of all tenants.</summary>
    public MergedPolicyCache MergedPolicies { get; } = new();
}
