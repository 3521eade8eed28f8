using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TrustFramework.MockServer.Testing.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task Server_ignores_environment_variables_and_appsettings()
    {
        File.Exists(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Should().BeTrue();
        Environment.SetEnvironmentVariable("MockServer__Auth", "nonsense");
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://127.0.0.1:1");

        await using var memory = await TrustFrameworkServer.StartAsync();
        await using var loopback = await TrustFrameworkServer.StartOnLoopbackAsync();

        foreach (var server in new[] { memory, loopback })
        {
            using var graph = (await server.CreateTenantAsync()).CreateClient();
            (await graph.StatusAsync("trustFramework/policies")).Should().Be(200);
        }
    }

    [Fact]
    public async Task Settings_work_as_in_the_program()
    {
        await using var server = await TrustFrameworkServer.StartAsync(options =>
        {
            options.Validation = ValidationMode.Off;
            options.Settings["MockServer:DefaultTenantDomain"] = "fabrikam.onmicrosoft.com";
        });
        var tenant = await server.CreateTenantAsync();

        (await server.SeedAsync(new Tenants.SeedDocument())).Domain.Should().Be("fabrikam.onmicrosoft.com");
        (await tenant.UploadAsync("B2C_1A_Leaf", baseId: "B2C_1A_Nowhere")).Should().Be(201);
    }

    [Theory]
    [InlineData("MockServer:Nonsense", "1", "Nonsense")]
    [InlineData("MockServer:JournalSize", "-1", "Set the number of entries")]
    [InlineData("urls", "http://*:80", "not a setting of the server")]
    [InlineData("MockServer:LogFormat", "json", "LoggerProvider")]
    [InlineData("MockServer:Seed", "nowhere", "nowhere")]
    public async Task Invalid_settings_throw_with_the_program_message(string name, string value, string message)
    {
        var start = () => TrustFrameworkServer.StartAsync(options => options.Settings[name] = value);

        await ((Func<Task>)start).ShouldRefuseAsync(message);
    }

    [Fact]
    public async Task Duplicate_settings_are_rejected()
    {
        var start = () => TrustFrameworkServer.StartAsync(options => (options.Auth, options.Settings["mockserver:auth"]) = (AuthMode.Off, "strict"));

        await ((Func<Task>)start).ShouldRefuseAsync("is set twice");
    }

    [Fact]
    public async Task Default_tenant_can_be_seeded_from_a_folder()
    {
        var folder = Path.Combine(MockServer.Tests.RepositoryPaths.Root, "docker", "seed");
        await using var server = await TrustFrameworkServer.StartAsync(options => options.Seed = folder);

        (await server.ListTenantsAsync()).Should().ContainSingle().Which.Policies.Should().Be(Directory.GetFiles(folder, "*.xml").Length);
    }

    [Fact]
    public async Task Start_can_be_canceled()
    {
        var start = () => TrustFrameworkServer.StartAsync(cancellationToken: new CancellationToken(canceled: true));

        await start.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Log_is_forwarded_and_its_provider_is_disposed()
    {
        var lines = new ConcurrentQueue<string>();
        using var provider = new RecordingLoggerProvider();
        await using (var server = await TrustFrameworkServer.StartAsync(options => (options.Log, options.LoggerProvider) = (lines.Enqueue, provider)))
            await (await server.CreateTenantAsync()).UploadAsync("B2C_1A_Leaf", baseId: "B2C_1A_Base");

        lines.Should().ContainSingle(line => line.StartsWith("WRN PUT /beta/trustFramework/policies/B2C_1A_Leaf/$value 400", StringComparison.Ordinal));
        provider.Lines.Should().BeEquivalentTo(lines.Select(line => line[4..]));
        provider.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task Throwing_log_callback_is_ignored()
    {
        await using var server = await TrustFrameworkServer.StartAsync(options => options.Log = _ => throw new InvalidOperationException("There is no currently active test."));

        (await (await server.CreateTenantAsync()).UploadAsync("B2C_1A_Base")).Should().Be(201);
    }

    [Fact]
    public async Task Strict_mode_clients_send_signed_tokens()
    {
        await using var server = await TrustFrameworkServer.StartAsync(options => options.Auth = AuthMode.Strict);
        var tenant = await server.CreateTenantAsync();
        await tenant.Clock.AdvanceAsync(TimeSpan.FromDays(3650));
        using var reader = tenant.CreateClient("Policy.Read.All");

        (await reader.StatusAsync("trustFramework/policies")).Should().Be(200);
        (await reader.StatusAsync("trustFramework/keySets")).Should().Be(403);
    }

    [Fact]
    public async Task Server_sends_its_own_control_token()
    {
        await using var server = await TrustFrameworkServer.StartAsync(options => options.Settings["MockServer:Control:Token"] = "s3cret");
        using var stranger = server.CreateClient();

        (await server.ListTenantsAsync()).Should().BeEmpty();
        (await stranger.StatusAsync("/_mock/tenants")).Should().Be(401);
    }

    private sealed class RecordingLoggerProvider : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public bool IsDisposed { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose() => IsDisposed = true;
    }
}
