using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph;

public sealed class EnvelopeTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task Every_answer_has_a_request_id_of_its_own_and_the_diagnostic_header()
    {
        var first = await _client.GetAsync("policies");
        var second = await _client.GetAsync("policies/none");

        Guid.TryParse(first.Header("request-id"), out _).Should().BeTrue();
        first.Header("request-id").Should().NotBe(second.Header("request-id"));
        first.Header("client-request-id").Should().Be(first.Header("request-id"));
        foreach (var answer in new[] { first, second })
        {
            JsonNode.Parse(answer.Header("x-ms-ags-diagnostic")!)!["ServerInfo"]!["DataCenter"]!.GetValue<string>().Should().Be("TrustFramework.MockServer");
            answer.Header("Cache-Control").Should().Be("no-cache");
            answer.Header("Server").Should().BeNull();
            answer.Header("Strict-Transport-Security").Should().BeNull();
        }
    }

    [Theory]
    [InlineData("client-request-id")]
    [InlineData("x-ms-client-request-id")]
    public async Task The_clients_own_id_is_echoed_in_header_and_envelope(string header)
    {
        var answer = await _client.SendAsync(HttpMethod.Get, "policies/none", configure: request => request.Headers.Add(header, "my own id 7"));

        answer.Header("client-request-id").Should().Be("my own id 7");
        answer.Json["error"]!["innerError"]!["client-request-id"]!.GetValue<string>().Should().Be("my own id 7");
    }

    [Fact]
    public async Task An_id_that_cannot_stand_in_a_header_is_not_echoed()
    {
        var answer = await _client.SendAsync(HttpMethod.Get, "policies", configure: request =>
            request.Headers.TryAddWithoutValidation("client-request-id", new string('x', 257)));

        answer.Header("client-request-id").Should().Be(answer.Header("request-id"));
    }

    [Fact]
    public async Task JSON_answers_say_their_metadata_level_and_OData_version()
    {
        var answer = await _client.GetAsync("policies");

        answer.Header("Content-Type").Should().Be("application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8");
        answer.Header("OData-Version").Should().Be("4.0");
        (await _client.GetAsync("policies/none")).Header("OData-Version").Should().BeNull();
    }

    [Fact]
    public async Task An_error_of_the_B2C_service_has_a_correlation_id_and_its_date_has_no_zone()
    {
        var inner = (await _client.GetAsync("policies/none")).Json["error"]!["innerError"]!.AsObject();

        inner.Select(member => member.Key).Should().Equal("correlationId", "date", "request-id", "client-request-id");
        inner["date"]!.GetValue<string>().Should().Be("2026-11-01T12:00:00");
    }

    [Fact]
    public async Task An_error_of_the_gateway_has_none()
    {
        var inner = (await _client.GetAsync("/beta/nothing")).Json["error"]!["innerError"]!.AsObject();

        inner.Select(member => member.Key).Should().Equal("date", "request-id", "client-request-id");
    }

    [Fact]
    public async Task Apostrophes_in_a_text_are_not_escaped() =>
        (await _client.GetAsync("policies/none")).Text.Should().Contain("Policy with 'policyId': NONE");

    [Fact]
    public async Task The_context_carries_the_callers_own_host()
    {
        await using var own = MockServerFactory.With("MockServer:AllowedHosts:0", "graph.example");
        var answer = await own.NewTenant().SendAsync(HttpMethod.Get, "policies", configure: request => request.Headers.Host = "graph.example:8443");

        answer.Text.Should().StartWith("""{"@odata.context":"http://graph.example:8443/beta/$metadata#""");
    }
}
