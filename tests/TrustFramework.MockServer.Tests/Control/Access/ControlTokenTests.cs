using System.Buffers.Text;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrustFramework.MockServer.Tests.Hosting;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Access;

public sealed class ControlTokenTests
{
    private const string Token = "hush-hush-control.token~1";

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer hush-hush-control.token~")]
    [InlineData("Bearer hush-hush-control.token~1x")]
    [InlineData("Bearer HUSH-HUSH-CONTROL.TOKEN~1")]
    [InlineData("Basic hush-hush-control.token~1")]
    [InlineData("hush-hush-control.token~1")]
    [InlineData("Bearer Policy.ReadWrite.TrustFramework")]
    public async Task With_a_configured_token_every_control_plane_request_needs_it(string? header)
    {
        await using var server = MockServerFactory.With("MockServer:Control:Token", Token);
        foreach (var (method, path) in new[] { ("GET", "clock"), ("POST", "clock/freeze"), ("DELETE", "tenants/default/clock"), ("GET", "no/such/thing"), ("GET", "clock('x')") })
        {
            var refused = await SendAsync(server, method, $"/_mock/{path}", header);

            ShouldBeProblem(refused, 401, "MockServer:Control:Token");
            refused.Header("WWW-Authenticate").Should().Be("Bearer");
            refused.Text.Should().NotContain("hush");
        }

        (await SendAsync(server, "GET", "/_mock/clock", $"Bearer {Token}")).Text.Should().Contain("\"frozen\":false", "a rejected request has no effect");
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    public async Task A_request_with_the_token_is_accepted(string scheme)
    {
        await using var server = MockServerFactory.With("MockServer:Control:Token", Token);

        (await SendAsync(server, "POST", "/_mock/clock/freeze", $"{scheme} {Token}")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("/_mock/health/live", 200)]
    [InlineData("/_mock/health/ready", 200)]
    [InlineData("/_mock/fidelity", 200)]
    [InlineData("/_mock/ca.pem", 404)]
    [InlineData("/swagger/index.html", 200)]
    [InlineData("/openapi/control.json", 200)]
    [InlineData("/openapi/signin.json", 200)]
    [InlineData("/common/discovery/keys", 200)]
    public async Task Endpoints_without_tenant_state_need_no_token(string path, int status)
    {
        await using var server = MockServerFactory.With("MockServer:Control:Token", Token);

        (await SendAsync(server, "GET", path, header: null)).Status.Should().Be(status);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("https://[::]:8443")]
    [InlineData("http://mockserver:8080")]
    [InlineData("http://192.168.1.7:8080")]
    [InlineData("http://localhost:8080;https://+:8443")]
    public async Task If_other_machines_can_reach_the_server_a_token_is_generated_and_logged_once(string urls)
    {
        // The server runs in memory and does not open the addresses.
        var (server, log) = CreateServer(urls);
        await using var running = server;
        var refused = await SendAsync(server, "GET", "/_mock/clock", header: null);

        ShouldBeProblem(refused, 401, "logs a generated token at startup");
        var line = log.Lines.Should().ContainSingle(line => line.Contains("The control plane", StringComparison.Ordinal)).Subject;
        var token = line.Split("Bearer ")[1].Split(' ')[0];
        Base64Url.DecodeFromChars(token).Should().HaveCount(32);
        (await SendAsync(server, "GET", "/_mock/clock", $"Bearer {token}")).Status.Should().Be(200);
        log.Lines.Count(logged => logged.Contains(token, StringComparison.Ordinal)).Should().Be(1);
        foreach (var page in new[] { "/openapi/control.json", "/swagger/index.js", "/_mock/fidelity" })
            (await SendAsync(server, "GET", page, header: null)).Text.Should().NotContain(token);
    }

    [Theory]
    [InlineData("http://localhost:8080;https://localhost:8443")]
    [InlineData("http://127.0.0.1:8080;http://127.0.0.2:8081")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://unix:/tmp/socket")]
    public async Task On_loopback_no_token_is_required(string urls)
    {
        var (server, log) = CreateServer(urls);
        await using var running = server;

        (await SendAsync(server, "GET", "/_mock/clock", header: null)).Status.Should().Be(200);
        log.Lines.Should().NotContain(line => line.Contains("The control plane", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true", 401)]
    [InlineData("false", 200)]
    public async Task Interception_endpoints_beyond_loopback_require_a_token(string inContainer, int status)
    {
        var (server, _) = CreateServer("http://localhost:8080", ("MockServer:Intercept", "true"), ("RUNNING_IN_CONTAINER", inContainer));
        await using var running = server;

        (await SendAsync(server, "GET", "/_mock/clock", header: null)).Status.Should().Be(status);
    }

    [Fact]
    public async Task The_control_plane_can_be_opened_explicitly_and_logs_it()
    {
        var (server, log) = CreateServer("http://*:8080", ("MockServer:Control:Open", "true"));
        await using var running = server;

        (await SendAsync(server, "GET", "/_mock/clock", header: null)).Status.Should().Be(200);
        log.Lines.Should().ContainSingle(line => line.Contains("is open to anyone who can reach this server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_configured_token_is_never_logged()
    {
        await using var server = await ServerProcess.StartAsync($"--MockServer:Control:Token={Token}");
        using var http = new HttpClient { BaseAddress = server.Address };
        using var refused = await http.GetAsync(new Uri("/_mock/clock", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/_mock/clock", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        using var accepted = await http.SendAsync(request);
        await new TrustFrameworkClient(http, Guid.NewGuid()) { Bearer = Token }.GetAsync("policies");
        await server.WaitForLineAsync("/beta/trustFramework/policies");

        ((int)refused.StatusCode, (int)accepted.StatusCode).Should().Be((401, 200));
        server.Output.Should().NotContain("hush");
    }

    private static (WebApplicationFactory<Program> Server, RecordingLoggerProvider Log) CreateServer(string urls, params (string Name, string Value)[] settings)
    {
        var log = new RecordingLoggerProvider();
        var server = MockServerFactory.With("urls", urls);
        foreach (var (name, value) in settings)
            server.And(name, value);
        return (server.WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(log))), log);
    }

    private static async Task<ApiResponse> SendAsync(WebApplicationFactory<Program> server, string method, string path, string? header)
    {
        using var http = server.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (header is not null)
            request.Headers.TryAddWithoutValidation("Authorization", header);
        using var response = await http.SendAsync(request);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Records the lines that the server logs.</summary>
    private sealed class RecordingLoggerProvider : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
