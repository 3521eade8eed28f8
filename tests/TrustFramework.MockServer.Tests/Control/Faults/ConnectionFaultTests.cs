using System.Net.Sockets;
using System.Text;

namespace TrustFramework.MockServer.Tests.Control.Faults;

/// <summary>Faults that a client observes on a socket. The clock is manual, so no test waits.</summary>
public sealed class ConnectionFaultTests(ConnectionFaultTests.ManualTimerServer server) : IClassFixture<ConnectionFaultTests.ManualTimerServer>
{
    private readonly TrustFrameworkClient _tenant = server.NewTenantWithNonExpiringToken();

    [Fact]
    public async Task A_connection_is_reset()
    {
        await AddAsync("""{"fault":{"kind":"connectionReset"},"when":{"next":1}}""");

        var (text, error) = await SendRawAsync("policies");

        (text, error).Should().Be(("", SocketError.ConnectionReset));
        (await _tenant.GetAsync("policies")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData(""","bytes":7""", 0)]
    public async Task A_truncated_body_is_shorter_than_its_content_length(string bytes, int divisor)
    {
        var whole = (await _tenant.GetAsync("policies")).Bytes.Length;
        await AddAsync($$"""{"fault":{"kind":"truncatedBody"{{bytes}}},"when":{"next":2} }""");

        var (text, _) = await SendRawAsync("policies");

        text.Should().StartWith("HTTP/1.1 200 OK").And.Contain($"Content-Length: {whole}\r\n");
        text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Should().HaveLength(divisor > 0 ? whole / divisor : 7);
        (await ((Func<Task>)(() => _tenant.GetAsync("policies"))).Should().ThrowAsync<HttpRequestException>())
            .Which.HttpRequestError.Should().Be(HttpRequestError.ResponseEnded);
        (await _tenant.GetAsync("policies")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_slow_body_arrives_completely_in_chunks()
    {
        (await _tenant.PutPolicyAsync("B2C_1A_Slow", TrustFrameworkClient.Policy("B2C_1A_Slow"))).Status.Should().Be(201);
        var whole = (await _tenant.GetAsync("policies/B2C_1A_Slow/$value")).Text;
        await AddAsync("""{"fault":{"kind":"slowBody","bytesPerSecond":1000},"when":{"next":1}}""");

        var slow = _tenant.GetAsync("policies/B2C_1A_Slow/$value");

        var waited = TimeSpan.Zero;
        for (var chunk = 0; chunk < (whole.Length + 99) / 100; chunk++)
        {
            slow.IsCompleted.Should().BeFalse();
            waited += await server.ManualClock.AdvanceTimersAsync();
        }

        (await slow).Text.Should().Be(whole);
        waited.TotalSeconds.Should().BeGreaterThanOrEqualTo(whole.Length / 1000.0);
    }

    [Theory]
    [InlineData("""{"milliseconds":1500}""", 1500, 1500)]
    [InlineData("""{"least":100,"most":300}""", 100, 300)]
    public async Task Latency_delays_a_response(string latency, int least, int most)
    {
        await AddAsync($$"""{"latency":{{latency}},"when":{"next":1} }""");

        var delayed = _tenant.GetAsync("policies");
        var waited = await server.ManualClock.AdvanceTimersAsync();

        (await delayed).Status.Should().Be(200);
        waited.TotalMilliseconds.Should().BeInRange(least, most);
    }

    [Fact]
    public async Task Latency_and_an_outcome_of_another_rule_both_apply()
    {
        await AddAsync("""{"latency":{"milliseconds":100}}""");
        await AddAsync("""{"outcome":{"kind":"tooManyRequests"}}""");

        var delayed = _tenant.GetAsync("policies");
        await server.ManualClock.AdvanceTimersAsync();

        (await delayed).Status.Should().Be(429);
    }

    private async Task AddAsync(string json)
    {
        var added = await new ControlClient(server.CreateClient(), _tenant.Tenant).PostAsync("faults", json);
        added.Status.Should().Be(201, added.Text);
    }

    /// <summary>Returns the received text, and the error that ended the connection.</summary>
    private async Task<(string Text, SocketError Error)> SendRawAsync(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        var request = $"GET /beta/trustFramework/{path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAuthorization: Bearer {_tenant.Bearer}\r\n\r\n";
        await client.Client.SendAsync(Encoding.ASCII.GetBytes(request));
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await client.Client.ReceiveAsync(buffer) is var read and > 0)
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            return (text.ToString(), SocketError.Success);
        }
        catch (SocketException exception)
        {
            return (text.ToString(), exception.SocketErrorCode);
        }
    }

    public sealed class ManualTimerServer : SocketServerFactory
    {
        public ManualTimerClock ManualClock { get; } = new();

        public override FakeClock Clock => ManualClock;
    }
}
