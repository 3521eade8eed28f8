using System.Net;
using System.Security.Cryptography.X509Certificates;
using TrustFramework.MockServer.Tests.Cli;
using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Hosting.Interception;

public sealed class InterceptionTests(InterceptingServer server) : IClassFixture<InterceptingServer>
{
    [Theory]
    [InlineData("login.microsoftonline.com", "graph.microsoft.com", true)]
    [InlineData("login.microsoftonline.com", "graph.microsoft.com", false)]
    [InlineData("login.microsoftonline.us", "graph.microsoft.us", true)]
    [InlineData("login.microsoftonline.us", "dod-graph.microsoft.us", false)]
    [InlineData("login.chinacloudapi.cn", "microsoftgraph.chinacloudapi.cn", true)]
    [InlineData("login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", false)]
    public async Task A_client_that_uses_only_the_real_names_gets_a_token_and_uploads_a_policy(string login, string graph, bool byProxy)
    {
        using var http = server.CreateClient(byProxy);
        var tenant = $"t{Guid.NewGuid():N}.onmicrosoft.com";
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "client",
            ["client_secret"] = "secret",
            ["scope"] = $"https://{graph}/.default",
        });
        using var granted = await http.PostAsync(new Uri($"https://{login}/{tenant}/oauth2/v2.0/token"), form);
        var token = System.Text.Json.Nodes.JsonNode.Parse(await granted.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"https://{graph}/beta/trustFramework/policies/B2C_1A_A/$value")
        {
            Content = TrustFrameworkClient.Xml(TrustFrameworkClient.Policy("B2C_1A_A", tenant: tenant)),
        };
        request.Headers.Authorization = new("Bearer", token);
        using var created = await http.SendAsync(request);

        created.StatusCode.Should().Be(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        created.Headers.Location?.ToString().Should().NotContain("127.0.0.1");
    }

    [Fact]
    public async Task Metadata_of_a_real_host_contains_its_name()
    {
        using var http = server.CreateClient(byProxy: true);

        (await http.GetStringAsync(new Uri("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration")))
            .Should().Contain("\"token_endpoint\":\"https://login.microsoftonline.com/").And.NotContain("127.0.0.1").And.NotContain("mock.example");
    }

    [Theory]
    [InlineData("graph.microsoft.com", "login.microsoftonline.com")]
    [InlineData("graph.microsoft.us", "login.microsoftonline.us")]
    [InlineData("microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn")]
    public async Task Without_a_token_the_response_names_the_login_service_of_the_same_cloud(string graph, string login)
    {
        using var http = server.CreateClient();
        using var response = await http.GetAsync(new Uri($"https://{graph}/beta/trustFramework/policies"));

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().Should().Contain($"authorization_uri=\"https://{login}/common/oauth2/authorize\"");
    }

    [Theory]
    [InlineData("_mock/health/ready", "_mock")]
    [InlineData("_mock/ca.pem", "_mock")]
    [InlineData("swagger/index.html", "swagger")]
    [InlineData("openapi/v1.json", "openapi")]
    [InlineData("contoso.onmicrosoft.com/oauth2/v2.0/token", "contoso.onmicrosoft.com")]
    [InlineData("common/discovery/instance", "common")]
    public async Task Under_the_name_of_Graph_a_path_of_another_service_is_an_unknown_segment(string path, string segment)
    {
        using var http = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://graph.microsoft.com/{path}");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer Policy.Read.All");
        using var response = await http.SendAsync(request);

        new ApiResponse(response, await response.Content.ReadAsByteArrayAsync()).ShouldBeError(400, "BadRequest", $"Resource not found for the segment '{segment}'.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("_mock/health/ready")]
    [InlineData("swagger/index.html")]
    [InlineData("beta/trustFramework/policies")]
    [InlineData("v1.0/me")]
    public async Task Under_the_name_of_the_login_service_any_other_path_is_a_plain_404(string path)
    {
        using var http = server.CreateClient();
        using var response = await http.GetAsync(new Uri($"https://login.microsoftonline.com/{path}"));

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        response.Headers.Contains("request-id").Should().BeFalse();
        (await response.Content.ReadAsStringAsync()).Should().NotContain("\"error\"");
    }

    [Fact]
    public async Task Under_its_own_name_the_server_serves_everything_and_uses_the_public_URL()
    {
        using var http = new HttpClient { BaseAddress = server.Server.Address };

        (await http.GetStringAsync(new Uri("/_mock/health/ready", UriKind.Relative))).Should().Be("ready");
        (await http.GetStringAsync(new Uri("/swagger/index.html", UriKind.Relative))).Should().Contain("TrustFramework.MockServer");
        (await http.GetStringAsync(new Uri("/common/v2.0/.well-known/openid-configuration", UriKind.Relative))).Should().Contain("\"https://mock.example:9443/common/oauth2/v2.0/token\"");
    }

    [Theory]
    [InlineData("contoso.b2clogin.com", "contoso.onmicrosoft.com/B2C_1A_A/oauth2/v2.0/authorize", "The policy &#39;B2C_1A_A&#39; does not exist in tenant &#39;contoso.onmicrosoft.com&#39;.")]
    [InlineData("fabrikam.b2clogin.com", "contoso.onmicrosoft.com/oauth2/v2.0/authorize?p=B2C_1A_A", "The policy &#39;B2C_1A_A&#39; does not exist in tenant &#39;contoso.onmicrosoft.com&#39;.")]
    [InlineData("contoso.b2clogin.com", "contoso.onmicrosoft.com/oauth2/v2.0/authorize", "contoso.b2clogin.com has nothing at this address.")]
    [InlineData("contoso.b2clogin.com", "_mock/health/ready", "contoso.b2clogin.com has nothing at this address.")]
    public async Task Hosts_of_policies_serve_only_policies(string host, string path, string text)
    {
        using var http = server.CreateClient();
        using var proxied = server.CreateClient(byProxy: true);

        foreach (var client in new[] { http, proxied })
        {
            using var response = await client.GetAsync(new Uri($"https://{host}/{path}"));

            response.StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await response.Content.ReadAsStringAsync()).Should().Contain(text);
        }
    }

    [Theory]
    [InlineData("management.azure.com", "providers?api-version=2022-12-01")]
    [InlineData("api.applicationinsights.io", "v1/apps/a/query")]
    public async Task Hosts_of_services_that_are_not_emulated_yet_are_served_with_a_trusted_certificate_and_404(string host, string path)
    {
        using var http = server.CreateClient();
        using var proxied = server.CreateClient(byProxy: true);

        foreach (var client in new[] { http, proxied })
        {
            using var response = await client.GetAsync(new Uri($"https://{host}/{path}"));

            (response.StatusCode, await response.Content.ReadAsStringAsync()).Should()
                .Be((HttpStatusCode.NotFound, $"This server does not emulate this address of {host}."));
        }
    }

    [Theory]
    [InlineData("graph.microsoft.com")]
    [InlineData("contoso.b2clogin.com")]
    [InlineData("management.azure.com")]
    public async Task The_certificate_for_an_intercepted_name_validates_against_the_CA(string name)
    {
        using var certificate = await TemporaryDataFolder.GetServerCertificateAsync(server.Port, name);
        using var ca = X509Certificate2.CreateFromPem(server.CaPem);
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { ca }, RevocationMode = X509RevocationMode.NoCheck } };

        chain.Build(certificate).Should().BeTrue(string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
        certificate.MatchesHostname(name).Should().BeTrue();
        certificate.MatchesHostname("a.contoso.b2clogin.com").Should().BeFalse();
    }

    [Fact]
    public async Task Without_interception_the_name_of_a_Microsoft_host_has_no_effect()
    {
        await using var plain = await InProcessServer.StartAsync();
        using var http = new HttpClient { BaseAddress = plain.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/_mock/health/ready", UriKind.Relative));
        request.Headers.Host = "graph.microsoft.com";
        using var response = await http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_port_that_is_in_use_stops_the_start_with_one_message_that_names_both_solutions()
    {
        using var data = new TemporaryDataFolder();
        var result = await CommandRunner.RunAsync(
            ".", TemporaryDataFolder.HttpAndHttpsUrls, data.Setting, "--intercept", $"--MockServer:InterceptPort={server.Port}", "--MockServer:ProxyPort=8899");

        result.ExitCode.Should().Be(1);
        result.Errors.TrimEnd().Split('\n').Should().ContainSingle().Which.Should()
            .Contain("address already in use").And.Contain("Free the port").And.Contain("MockServer:InterceptPort=0").And.Contain("HTTPS_PROXY=http://127.0.0.1:8899");
    }

    [Fact]
    public async Task The_log_names_the_hosts_and_the_settings_of_a_client() => (await server.Server.WaitForLineAsync("Interception:")).Should()
        .Contain("serves graph.microsoft.com, ").And.Contain("*.b2clogin.com, management.azure.com, ").And.Contain($"HTTPS_PROXY=http://127.0.0.1:{server.ProxyPort} or ").And.Contain("ca trust --intercept");
}
