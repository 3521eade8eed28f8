namespace TrustFramework.MockServer.Tests;

/// <summary>One server for all tests that need only a separate tenant.</summary>
public sealed class SharedServer
{
    private static readonly Lazy<MockServerFactory> Factory = new(() =>
    {
        var factory = MockServerFactory.With("MockServer:MaxTenants", "100000");
        _ = factory.Server; // starts the server
        return factory;
    });

    private static readonly Lock ClientLock = new();

#pragma warning disable CA1822 // tests use the members of a fixture like those of MockServerFactory
    public TrustFrameworkClient NewTenant() => new(CreateClient(), Guid.NewGuid());

    /// <summary>Under a lock: the factory keeps its clients in a list that is not thread-safe.</summary>
    public HttpClient CreateClient()
    {
        lock (ClientLock)
            return Factory.Value.CreateClient();
    }
#pragma warning restore CA1822
}
