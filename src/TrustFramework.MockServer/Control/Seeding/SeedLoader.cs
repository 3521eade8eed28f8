using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Opens the store and loads the folder in <c>MockServer:Seed</c> after the server has started to listen.</summary>
internal sealed class SeedLoader(MockServerOptions options, ITenantStore store, TenantSeeder seeder, StartupState startup) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Opening a file can block for any time. A server that stops does not wait for it.
        startup.SetSeeded(await Task.Run(() => LoadAsync(stoppingToken), stoppingToken).WaitAsync(stoppingToken));
    }

    private async Task<string?> LoadAsync(CancellationToken stoppingToken)
    {
        try
        {
            await store.OpenAsync(stoppingToken);
            return options.Seed is { } folder ? await seeder.LoadAsync(folder) : null;
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
