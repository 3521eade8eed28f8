namespace TrustFramework.MockServer.Tests.Hosting;

public sealed class HealthTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    public async Task Health_needs_no_token_and_has_none_of_Graphs_manners(string name)
    {
        using var http = server.CreateClient();
        using var answer = await http.GetAsync(new Uri($"/_mock/health/{name}", UriKind.Relative));

        answer.IsSuccessStatusCode.Should().BeTrue();
        answer.Headers.Contains("request-id").Should().BeFalse();
    }
}
