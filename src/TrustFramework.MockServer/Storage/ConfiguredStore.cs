using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.MockServer.Storage;

/// <summary>The store that the settings name.</summary>
/// <param name="Journal">Null if the journal is kept in memory, as the tenants are.</param>
internal sealed record ConfiguredStore(ITenantStore Tenants, StoredJournal? Journal) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Journal is not null)
            await Journal.DisposeAsync();
        if (Tenants is IAsyncDisposable store)
            await store.DisposeAsync();
    }
}
