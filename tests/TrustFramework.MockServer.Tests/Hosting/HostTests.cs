namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>The host names that requests may use. A name that somebody else can own is not allowed.</summary>
public sealed class HostTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private static readonly string[] Paths = ["/beta/trustFramework/policies", "/_mock/health/live", "/swagger/index.html", "/common/v2.0/.well-known/openid-configuration", "/"];

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("LOCALHOST.")]
    [InlineData("app.localhost:3000")]
    [InlineData("127.0.0.1")]
    [InlineData("192.168.1.7:8443")]
    [InlineData("[::1]:8080")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("mockserver:8080")]
    [InlineData("host.docker.internal:8080")]
    [InlineData("graph.microsoft.com")]
    [InlineData("Login.MicrosoftOnline.com")]
    public async Task A_local_name_and_a_name_of_the_service_are_allowed(string host)
    {
        foreach (var path in Paths)
            (await GetAsync(server, host, path)).Status.Should().BeOneOf([200, 302, 401], path);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8080")]
    [InlineData("evil.example.")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("graph.microsoft.com.evil.example")]
    [InlineData("x.graph.microsoft.com")]
    [InlineData("a_b.example")]
    public async Task Any_other_name_is_refused_on_every_path_and_the_response_names_the_setting_that_allows_it(string host)
    {
        var name = host.Split(':')[0];
        foreach (var path in Paths)
        {
            var response = await GetAsync(server, host, path);

            (response.Status, response.ContentType).Should().Be((400, "application/problem+json"), path);
            response.Json["detail"]!.GetValue<string>().Should().Contain($"'{name}'").And.Contain($"set MockServer:AllowedHosts:0={name}");
            response.Json["status"]!.GetValue<int>().Should().Be(400);
        }
    }

    [Theory]
    [InlineData("MockServer:AllowedHosts:0", "mock.example.test", "Mock.Example.Test:8080", "other.example.test")]
    [InlineData("MockServer:AllowedHosts:0", "*", "anything.example", null)]
    [InlineData("MockServer:Https:Names:0", "mock.example.test", "mock.example.test", "other.example.test")]
    [InlineData("MockServer:PublicUrl", "https://mock.example.test:9443", "mock.example.test:8080", "other.example.test")]
    public async Task Names_in_the_settings_are_allowed(string setting, string value, string host, string? stranger)
    {
        await using var own = MockServerFactory.With(setting, value);

        (await GetAsync(own, host, "/_mock/health/live")).Status.Should().Be(200);
        if (stranger is not null)
            (await GetAsync(own, stranger, "/_mock/health/live")).Status.Should().Be(400);
    }

    [Fact]
    public async Task The_public_URL_does_not_hide_the_requested_name()
    {
        await using var own = MockServerFactory.With("MockServer:PublicUrl", "https://mock.example.test");

        (await GetAsync(own, "evil.example", "/beta/trustFramework/policies")).Status.Should().Be(400);
    }

    [Fact]
    public async Task The_name_of_a_configured_certificate_is_allowed()
    {
        using var data = new Tls.TemporaryDataFolder();
        using var certificate = Tls.HttpsTests.CreateOwnCertificate();
        await File.WriteAllBytesAsync(data.Path("own.pfx"), certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12));
        await using var own = MockServerFactory.With("MockServer:Https:Certificate", data.Path("own.pfx"));

        (await GetAsync(own, "own.example.test", "/_mock/health/live")).Status.Should().Be(200);
        (await GetAsync(own, "x.own.example.test", "/_mock/health/live")).Status.Should().Be(400);
    }

    [Fact]
    public async Task Each_refused_name_is_logged_once_and_the_number_of_logged_names_is_limited()
    {
        await using var own = await InProcessServer.StartAsync();
        using var http = new HttpClient { BaseAddress = own.Address };
        foreach (var host in Enumerable.Range(0, 150).Select(i => $"n{i}.example").Concat(["n0.example", "N0.EXAMPLE:80", "n0.example."]))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
            request.Headers.Host = host;
            (await http.SendAsync(request)).Dispose();
        }

        var client = new TrustFrameworkClient(http, Guid.NewGuid()) { Bearer = "Policy.Read.All" };
        await client.GetAsync("policies");
        await own.WaitForLineAsync("/beta/trustFramework/policies"); // comes after all others

        var names = own.Output.Split('\n').Where(line => line.Contains("Refused requests for the host", StringComparison.Ordinal))
            .Select(line => line.Split('\'')[1]).ToList();
        names.Should().HaveCount(100).And.OnlyHaveUniqueItems().And.Contain("n0.example").And.NotContain("n149.example");
    }

    private static async Task<ApiResponse> GetAsync(MockServerFactory server, string host, string path)
    {
        using var http = server.CreateClient(new() { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Host", host);
        using var response = await http.SendAsync(request);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }
}
