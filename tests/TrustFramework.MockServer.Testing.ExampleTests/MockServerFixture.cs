using TrustFramework.MockServer.Testing;

namespace Contoso.Policies;

// <fixture>
public sealed class MockServerFixture : IAsyncLifetime
{
    public TrustFrameworkServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TrustFrameworkServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
// </fixture>
