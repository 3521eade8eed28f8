namespace TrustFramework.MockServer.Testing.Tests;

/// <summary>A server with default settings. Each test uses its own tenant.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public TrustFrameworkServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TrustFrameworkServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
