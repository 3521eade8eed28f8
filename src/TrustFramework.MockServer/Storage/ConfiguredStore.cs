using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.MockServer.Storage;

/// <summary>The store that the settings name.</summary>
/// <param name="Tenants">Disposed with this object.</param>
/// <param name="Journal">Null if the journal is kept in memory, as the tenants are.</param>
internal sealed record ConfiguredStore(ITenantStore Tenants, StoredJournal? Journal) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Tenants is IAsyncDisposable store ? store.DisposeAsync() : ValueTask.CompletedTask;
}
