using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph;

public sealed class EnvelopeTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task Every_response_has_a_new_request_id_and_the_diagnostic_header()
    {
        var first = await _client.GetAsync("policies");
        var second = await _client.GetAsync("policies/none");

        Guid.TryParse(first.Header("request-id"), out _).Should().BeTrue();
        first.Header("request-id").Should().NotBe(second.Header("request-id"));
        first.Header("client-request-id").Should().Be(first.Header("request-id"));
        foreach (var response in new[] { first, second })
        {
            JsonNode.Parse(response.Header("x-ms-ags-diagnostic")!)!["ServerInfo"]!["DataCenter"]!.GetValue<string>().Should().Be("TrustFramework.MockServer");
            response.Header("Cache-Control").Should().Be("no-cache");
            response.Header("Server").Should().BeNull();
            response.Header("Strict-Transport-Security").Should().BeNull();
        }
    }

    [Theory]
    [InlineData("client-request-id")]
    [InlineData("x-ms-client-request-id")]
    public async Task The_clients_request_id_is_returned_in_the_header_and_the_error(string header)
    {
        var response = await _client.SendAsync(HttpMethod.Get, "policies/none", configure: request => request.Headers.Add(header, "my own id 7"));

        response.Header("client-request-id").Should().Be("my own id 7");
        response.Json["error"]!["innerError"]!["client-request-id"]!.GetValue<string>().Should().Be("my own id 7");
    }

    [Fact]
    public async Task A_request_id_that_is_too_long_is_ignored()
    {
        var response = await _client.SendAsync(HttpMethod.Get, "policies", configure: request =>
            request.Headers.TryAddWithoutValidation("client-request-id", new string('x', 257)));

        response.Header("client-request-id").Should().Be(response.Header("request-id"));
    }

    [Fact]
    public async Task JSON_responses_have_the_metadata_level_and_the_OData_version()
    {
        var response = await _client.GetAsync("policies");

        response.Header("Content-Type").Should().Be("application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8");
        response.Header("OData-Version").Should().Be("4.0");
        (await _client.GetAsync("policies/none")).Header("OData-Version").Should().BeNull();
    }

    [Fact]
    public async Task A_backend_error_has_a_correlation_id_and_a_date_without_a_zone()
    {
        var inner = (await _client.GetAsync("policies/none")).Json["error"]!["innerError"]!.AsObject();

        inner.Select(member => member.Key).Should().Equal("correlationId", "date", "request-id", "client-request-id");
        inner["date"]!.GetValue<string>().Should().Be("2026-11-01T12:00:00");
    }

    [Fact]
    public async Task A_gateway_error_has_no_correlation_id()
    {
        var inner = (await _client.GetAsync("/beta/nothing")).Json["error"]!["innerError"]!.AsObject();

        inner.Select(member => member.Key).Should().Equal("date", "request-id", "client-request-id");
    }

    [Fact]
    public async Task Apostrophes_in_messages_are_not_escaped() =>
        (await _client.GetAsync("policies/none")).Text.Should().Contain("Policy with 'policyId': NONE");

    [Fact]
    public async Task The_context_contains_the_host_of_the_request()
    {
        await using var own = MockServerFactory.With("MockServer:AllowedHosts:0", "graph.example");
        var response = await own.NewTenant().SendAsync(HttpMethod.Get, "policies", configure: request => request.Headers.Host = "graph.example:8443");

        response.Text.Should().StartWith("""{"@odata.context":"http://graph.example:8443/beta/$metadata#""");
    }
}
