namespace TrustFramework.MockServer.Tests;

/// <summary>One server for all tests that need nothing but a tenant of their own.</summary>
public sealed class SharedServer
{
    private static readonly Lazy<MockServerFactory> Factory = new(() =>
    {
        var factory = MockServerFactory.With("MockServer:MaxTenants", "100000");
        _ = factory.Server; // starts it: the factory itself is not thread-safe
        return factory;
    });

#pragma warning disable CA1822 // members of a fixture, which a test uses like those of a server of its own
    public TrustFrameworkClient NewTenant() => Factory.Value.NewTenant();

    public HttpClient CreateClient() => Factory.Value.CreateClient();
#pragma warning restore CA1822
}
