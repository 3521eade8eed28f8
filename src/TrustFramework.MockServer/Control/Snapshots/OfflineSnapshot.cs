using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Exports and imports all state of a store without a running server.</summary>
internal sealed class OfflineSnapshot(ITenantStore store, SnapshotTransfer transfer)
{
    /// <summary>Opens the store and reads its state. The result writes it as a snapshot.</summary>
    /// <exception cref="StoreConfigurationException">The store cannot be used as it is configured.</exception>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    public async Task<Func<Stream, Task>> ReadAsync(bool secrets, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken);
        return await transfer.ReadStateAsync(TenantId.Global, secrets, cancellationToken);
    }

    /// <summary>Replaces all state. Returns null on success, or the reason why the snapshot is refused.</summary>
    /// <param name="cancellationToken">Has no effect after the first change.</param>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    public async Task<string?> ImportAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        // An invalid snapshot does not create or migrate the store.
        if (!transfer.ReadSnapshot(TenantId.Global, json).TryGetValue(out var content, out var problem))
            return problem.Detail;
        await store.OpenAsync(cancellationToken);
        return (await transfer.ReplaceStateAsync(TenantId.Global, content))?.Detail;
    }
}
