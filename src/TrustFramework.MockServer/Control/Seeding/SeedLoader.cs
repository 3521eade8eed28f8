using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Opens the store and loads the folder in <c>MockServer:Seed</c> after the server has started to listen. Then it watches the folder, if <c>MockServer:Watch</c> is set.</summary>
internal sealed class SeedLoader(MockServerOptions options, ITenantStore store, TenantSeeder seeder, SeedWatcher watcher, StartupState startup) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Opening a file can block for any time. A server that stops does not wait for it.
        startup.SetSeeded(await Task.Run(() => LoadAsync(stoppingToken), stoppingToken).WaitAsync(stoppingToken));
        if (startup.IsSeeded && options is { Watch: true, Seed: { } folder })
            await watcher.WatchAsync(folder, stoppingToken);
    }

    private async Task<string?> LoadAsync(CancellationToken stoppingToken)
    {
        try
        {
            await store.OpenAsync(stoppingToken);
            if (options.Seed is not { } folder)
                return null;
            if (options.Watch)
                await watcher.StartAsync(folder);
            return await seeder.LoadAsync(folder);
        }
        catch (Exception exception) when (exception is StoreConfigurationException or StoreUnavailableException)
        {
            return exception.Message;
        }
        catch (ObjectDisposedException) when (stoppingToken.IsCancellationRequested)
        {
            return null; // the server stopped first and closed the store
        }
    }
}
