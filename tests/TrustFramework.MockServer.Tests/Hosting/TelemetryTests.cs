using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>Runs the program, because telemetry and connections belong to a process. A collector in the test receives the data.</summary>
public sealed class TelemetryTests
{
    private readonly Guid _tenant = Guid.NewGuid();

    [Fact]
    public async Task An_upload_is_reported_with_operation_tenant_outcome_and_validation_duration()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var server = await ServerProcess.StartAsync(collector.Settings);

        await UploadAsync(server, "B2C_1A_Traced");

        await collector.WaitForTextsAsync(
            "/v1/traces", "PUT /beta/trustFramework/policies/{id:key}/$value", "trustframework.operation", "trustframework.tenant", _tenant.ToString(), "trustframework.outcome",
            "http.response.status_code", "validate policy", "B2C_1A_Traced", "TrustFramework.MockServer");
        await collector.WaitForTextsAsync("/v1/metrics", "http.server.request.duration", "trustframework.operation", "trustframework.policy.validation.duration");
    }

    [Fact]
    public async Task A_refusal_is_reported_with_its_code_and_an_injected_fault_with_its_kind()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var server = await ServerProcess.StartAsync(collector.Settings);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var rule = new StringContent("""{"outcome":{"kind":"serviceUnavailable"}}""", Encoding.UTF8, "application/json");
        (await http.PostAsync(new Uri($"/_mock/tenants/{_tenant}/faults", UriKind.Relative), rule)).EnsureSuccessStatusCode();

        await UploadAsync(server, "B2C_1A_Traced");

        await collector.WaitForTextsAsync("/v1/traces", "trustframework.fault", "ServiceUnavailable");
        await collector.WaitForTextsAsync("/v1/metrics", "trustframework.fault", "trustframework.outcome");
    }

    [Theory]
    [InlineData("--OTEL_SDK_DISABLED=true")]
    [InlineData("--OTEL_TRACES_EXPORTER=none", "--OTEL_METRICS_EXPORTER=none")]
    public async Task Telemetry_that_is_switched_off_opens_no_connection(params string[] off)
    {
        using var port = new ReservedPort();
        (await OpensConnectionsAsync([.. OtlpCollector.SettingsFor(port.Number), .. off])).Should().BeFalse();
    }

    [Fact]
    public async Task The_server_opens_no_connection_unless_telemetry_is_on()
    {
        (await OpensConnectionsAsync([])).Should().BeFalse();
        using var port = new ReservedPort();
        (await OpensConnectionsAsync(OtlpCollector.SettingsFor(port.Number))).Should().BeTrue("otherwise the test does not detect connections");
    }

    /// <summary>Sends requests to a server and ends it. Returns whether it opened a connection or resolved a name, according to the event trace of .NET.</summary>
    private async Task<bool> OpensConnectionsAsync(string[] settings)
    {
        var trace = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.nettrace");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_EnableEventPipe"] = "1",
            ["DOTNET_EventPipeOutputPath"] = trace,
            ["DOTNET_EventPipeConfig"] = "System.Net.Sockets:0xFFFFFFFF:5,System.Net.NameResolution:0xFFFFFFFF:5",
        };
        try
        {
            await using (var server = await ServerProcess.StartAsync(environment, settings))
            {
                await UploadAsync(server, "B2C_1A_Alone");
                using var http = new HttpClient { BaseAddress = server.Address };
                foreach (var page in (string[])["/swagger/index.html", "/openapi/v1.json", "/common/v2.0/.well-known/openid-configuration", "/_mock/journal", "/beta/$metadata"])
                    (await http.GetAsync(new Uri(page, UriKind.Relative))).EnsureSuccessStatusCode();
                server.Terminate();
                await server.WaitForExitAsync();
            }

            var events = await File.ReadAllBytesAsync(trace);
            events.AsSpan().IndexOf(Encoding.Unicode.GetBytes("AcceptStart")).Should().BePositive("the trace contains the requests of this test");
            return events.AsSpan().IndexOf(Encoding.Unicode.GetBytes("ConnectStart")) >= 0 || events.AsSpan().IndexOf(Encoding.Unicode.GetBytes("ResolutionStart")) >= 0;
        }
        finally
        {
            File.Delete(trace);
        }
    }

    private async Task UploadAsync(ServerProcess server, string id)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/beta/trustFramework/policies/{id}/$value")
        {
            Content = new StringContent(
                $"""
                <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
                  TenantId="contoso.onmicrosoft.com" PolicyId="{id}" PublicPolicyUri="http://contoso.onmicrosoft.com/{id}" />
                """,
                Encoding.UTF8,
                "application/xml"),
        };
        var claims = AccessTokens.Application(_tenant, AccessTokens.PolicyWrite);
        claims.Remove("nbf");
        claims.Remove("exp"); // the server uses the system clock
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessTokens.Unsigned(claims));
        using var _ = await http.SendAsync(request);
    }

    /// <summary>Receives the exported data. Protobuf contains strings as UTF-8.</summary>
    private sealed class OtlpCollector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
        private readonly SemaphoreSlim _arrived = new(0);
        private readonly WebApplication _app;

        private OtlpCollector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _app = builder.Build();
            _app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                _received.Enqueue((context.Request.Path, body.ToArray()));
                _arrived.Release();
            });
        }

        public string[] Settings => SettingsFor(new Uri(_app.Urls.Single()).Port);

        public static string[] SettingsFor(int port) =>
        [
            $"--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:{port}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "--OTEL_BSP_SCHEDULE_DELAY=100", "--OTEL_METRIC_EXPORT_INTERVAL=200",
        ];

        public static async Task<OtlpCollector> StartAsync()
        {
            var collector = new OtlpCollector();
            await collector._app.StartAsync();
            return collector;
        }

        /// <summary>Waits until all of these texts are received for a signal.</summary>
        public async Task WaitForTextsAsync(string path, params string[] texts)
        {
            while (texts.FirstOrDefault(text => !_received.Any(one => one.Path == path && one.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)) is { } missing)
                (await _arrived.WaitAsync(TimeSpan.FromSeconds(30))).Should().BeTrue($"{path} should receive '{missing}'");
        }

        public async ValueTask DisposeAsync()
        {
            await _app.DisposeAsync();
            _arrived.Dispose();
        }
    }
}
