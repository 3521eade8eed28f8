namespace TrustFramework.MockServer.Testing.Tests;

/// <summary>A server as it is without settings; each test has a tenant of its own in it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public TrustFrameworkServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TrustFrameworkServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
