using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Reset;

/// <summary>Data about tenants that is kept outside their records. A reset, the deletion of a tenant and its expiry clear all registered caches.</summary>
/// <param name="Part">The part of a reset that clears the cache.</param>
/// <param name="Clear">Removes the data of a tenant. <see cref="TenantId.Global"/> means all tenants, including those without records.</param>
internal sealed record TenantScopedCache(ResetPart Part, Func<TenantId, ValueTask> Clear);
