using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Reset;

/// <summary>Something that is remembered of tenants and is no record of theirs. One service for each: a reset, a deletion and a sandbox's end ask all of them.</summary>
/// <param name="Part">The part of a reset that it belongs to.</param>
/// <param name="Clear">Forgets a tenant, or for <see cref="TenantId.Global"/> all of them, also those that hold nothing.</param>
internal sealed record TenantScopedCache(ResetPart Part, Action<TenantId> Clear);
