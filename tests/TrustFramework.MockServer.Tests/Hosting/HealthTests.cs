namespace TrustFramework.MockServer.Tests.Hosting;

public sealed class HealthTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    public async Task Health_endpoints_need_no_token_and_have_no_headers_of_Graph(string name)
    {
        using var http = server.CreateClient();
        using var response = await http.GetAsync(new Uri($"/_mock/health/{name}", UriKind.Relative));

        response.IsSuccessStatusCode.Should().BeTrue();
        response.Headers.Contains("request-id").Should().BeFalse();
    }
}
