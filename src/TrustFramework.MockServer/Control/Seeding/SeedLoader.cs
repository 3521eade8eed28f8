using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Loads the folder in <c>MockServer:Seed</c> after the server has started to listen.</summary>
internal sealed class SeedLoader(MockServerOptions options, TenantSeeder seeder, StartupState startup) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Opening a file can block for any time. A server that stops does not wait for it.
        var error = options.Seed is { } folder ? await Task.Run(() => seeder.LoadAsync(folder), stoppingToken).WaitAsync(stoppingToken) : null;
        startup.SetSeeded(error);
    }
}
