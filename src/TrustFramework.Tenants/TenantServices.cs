using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants;

/// <summary>What all tenants live in: handed in by the host, the same for each of them.</summary>
public sealed record TenantServices(ITenantStore Store, TenantClocks Clocks, IRandomSource Random, KeySetOptions KeySetOptions, PolicyValidationOptions PolicyValidationOptions);
