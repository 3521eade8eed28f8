using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>A code that the server issued and a client redeems.</summary>
internal interface IStoredGrant : ITenantRecord
{
    DateTimeOffset Expires { get; }

    /// <param name="now">The tenant's time.</param>
    bool IsExpired(DateTimeOffset now) => Expires <= now;
}
