using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Storage;

/// <summary>A code or a session that the server issued.</summary>
internal interface IStoredGrant : ITenantRecord
{
    DateTimeOffset Expires { get; }

    /// <param name="now">The tenant's time.</param>
    bool IsExpired(DateTimeOffset now) => Expires <= now;
}
