using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Loads the folder of <c>MockServer:Seed</c> while the server already listens.</summary>
internal sealed class SeedLoader(MockServerOptions options, TenantSeeder seeds, StartupState startup) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // To open a file can take any time, and a server that stops does not wait for it.
        var error = options.Seed is { } folder ? await Task.Run(() => seeds.LoadAsync(folder), stoppingToken).WaitAsync(stoppingToken) : null;
        startup.SetSeeded(error);
    }
}
