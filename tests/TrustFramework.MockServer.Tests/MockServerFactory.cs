using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Tests;

/// <summary>The server in memory, with a clock that a test can set. Settings have the precedence of command-line arguments.</summary>
public class MockServerFactory : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);

    public virtual FakeClock Clock { get; } = new();

    /// <summary>A separate server with one changed setting.</summary>
    public static MockServerFactory With(string setting, string value)
    {
        var factory = new MockServerFactory();
        factory._settings[setting] = value;
        return factory;
    }

    public MockServerFactory And(string setting, string value)
    {
        _settings[setting] = value;
        return this;
    }

    /// <summary>A client of a new tenant.</summary>
    public TrustFrameworkClient NewTenant() => new(CreateClient(), Guid.NewGuid());

    /// <summary>The same with a token that is valid at any time, for tests that move the clock.</summary>
    public TrustFrameworkClient NewTenantWithNonExpiringToken()
    {
        var tenant = Guid.NewGuid();
        var claims = AccessTokens.Application(tenant, AccessTokens.PolicyRead, AccessTokens.PolicyWrite, AccessTokens.KeyRead, AccessTokens.KeyWrite, AccessTokens.UserWrite, AccessTokens.ApplicationWrite);
        claims.Remove("nbf");
        claims.Remove("exp");
        return new TrustFrameworkClient(CreateClient(), tenant) { Bearer = AccessTokens.Unsigned(claims) };
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var store = _settings.ContainsKey("MockServer:Store") ? [] : TestStore.CreateSettings();
        foreach (var (name, value) in store)
            _settings.Add(name, value);
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(_settings));
        var host = base.CreateHost(builder);
        // A database takes longer to open, and tests of health do not wait for it.
        if (store.Count > 0)
            host.Services.GetRequiredService<StartupState>().Seeded.Wait(TimeSpan.FromSeconds(30));
        return host;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
}

/// <summary>The same on Kestrel and a free loopback port, for tests that need a socket.</summary>
public class SocketServerFactory : MockServerFactory
{
    public SocketServerFactory()
    {
        And("urls", "http://127.0.0.1:0");
        UseKestrel();
        StartServer();
    }

    public Uri Address => ClientOptions.BaseAddress;
}

/// <summary>A server in mode strict that signs with a key which the tests know, so that they can sign too.</summary>
public sealed class StrictServerFactory : MockServerFactory
{
    private readonly string _keyFile = Path.GetTempFileName();

    public StrictServerFactory()
    {
        File.WriteAllText(_keyFile, Key.ExportPkcs8PrivateKeyPem());
        And("MockServer:Auth", "strict").And("MockServer:SigningKeyFile", _keyFile);
    }

    public RSA Key { get; } = RSA.Create(2048);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        Key.Dispose();
        File.Delete(_keyFile);
    }
}

/// <summary>A clock that changes only when a test sets it.</summary>
public class FakeClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
