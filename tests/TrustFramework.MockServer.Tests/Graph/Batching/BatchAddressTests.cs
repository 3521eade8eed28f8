using TrustFramework.MockServer.Tests.Hosting;
using TrustFramework.MockServer.Tests.Hosting.Interception;
using static TrustFramework.MockServer.Tests.Graph.Batching.BatchClient;

namespace TrustFramework.MockServer.Tests.Graph.Batching;

/// <summary>The urls of the requests in a batch. They are relative to its version and cannot leave Graph.</summary>
public sealed class BatchAddressTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _tenant = server.NewTenant();

    private BatchClient Batch => new(_tenant);

    [Theory]
    [InlineData("/trustFramework/policies")]
    [InlineData("trustFramework/policies")]
    [InlineData("/trustFramework/policies/")]
    [InlineData("/TRUSTFRAMEWORK/Policies")]
    [InlineData("/beta/trustFramework/policies")]
    [InlineData("beta/trustFramework/policies")]
    [InlineData("/BETA/trustFramework/policies")]
    [InlineData("/trustFramework/policies?a=b")]
    [InlineData("/trustFramework/policies('B2C_1A_A')/$value")]
    [InlineData("/trustFramework/policies/B2C_1A_A/%24value")]
    [InlineData("/trustFramework/policies/B2C%5F1A%5FA")]
    [InlineData("/trustFramework/policies/$count")]
    [InlineData("/trustFramework/keySets/B2C_1A_a/getActiveKey()")]
    [InlineData("/applications?$filter=startsWith(displayName,'Identity')")]
    [InlineData("/applications?$filter=startsWith%28displayName%2C%27Identity%27%29")]
    public async Task A_url_can_have_every_form_that_the_API_accepts(string address)
    {
        await _tenant.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));
        await _tenant.NewKeyAsync("a");

        (await Batch.SendOneAsync(Get("1", address))).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_encoded_slash_is_part_of_the_key() =>
        (await Batch.SendOneAsync(Get("1", "/trustFramework/policies/a%2Fb%20c"))).ShouldBeError(
            404, "AADB2C90073", $"Policy with 'policyId': A/B C cannot be found in the directory '{_tenant.Tenant}'.");

    [Fact]
    public async Task A_url_can_be_longer_than_a_request_line()
    {
        (await Batch.SendOneAsync(Get("1", $"/organization?note={new string('x', 20_000)}"))).Status.Should().Be(200);
        (await Batch.PostRequestsAsync(Get("1", $"/organization?note={new string('x', 40_000)}"))).ShouldBeError(400, "BadRequest", "Invalid batch payload format.");
    }

    [Theory]
    [InlineData("beta", "/nothing", "nothing")]
    [InlineData("beta", "/v1.0/organization", "v1.0")]
    [InlineData("beta", "/betatrustFramework/policies", "betatrustFramework")]
    [InlineData("v1.0", "/beta/organization", "beta")]
    [InlineData("v1.0", "/trustFramework/policies", "trustFramework")]
    [InlineData("beta", "/../_mock/clock", "..")]
    [InlineData("beta", "/%2e%2e/_mock/clock", "..")]
    [InlineData("beta", "/_mock/clock", "_mock")]
    [InlineData("beta", "/swagger/index.html", "swagger")]
    [InlineData("beta", "/oauth2/v2.0/token", "oauth2")]
    [InlineData("beta", "/v2.0/.well-known/openid-configuration", "v2.0")]
    [InlineData("beta", "/https%3A//localhost/organization", "https:")]
    public async Task A_path_outside_the_API_has_an_unknown_segment(string version, string address, string segment) =>
        (await new BatchClient(_tenant, version).SendOneAsync(Get("1", address))).ShouldBeError(400, "BadRequest", $"Resource not found for the segment '{segment}'.");

    [Fact]
    public async Task A_method_that_the_path_does_not_support_gets_the_backends_error()
    {
        var item = await Batch.SendOneAsync(Delete("1", "/trustFramework/keySets"));

        (item.Status, item.Body["error"]!["code"]!.GetValue<string>()).Should().Be((404, "UnknownError"));
    }

    [Fact]
    public async Task The_version_in_a_url_is_ignored_with_a_warning()
    {
        await using var own = await ServerProcess.StartAsync("--MockServer:Auth=off");
        using var http = new HttpClient { BaseAddress = own.Address };

        var items = await new BatchClient(new TrustFrameworkClient(http, Guid.NewGuid())).SendAsync(Get("1", "/beta/organization"), Get("2", "/organization"));

        items.Select(item => item.Status).Should().Equal(200, 200);
        (await own.WaitForLineAsync(" in batch ")).Should().Contain(" WRN 1 of 2 requests").And.Contain("have /beta in their url").And.Contain("-> Make the urls relative");
    }

    [Fact]
    public async Task Requests_of_a_batch_use_the_public_URL()
    {
        await using var own = MockServerFactory.With("MockServer:PublicUrl", "https://mock.example:9443");

        var item = await new BatchClient(own.NewTenant()).SendOneAsync(Get("1", "/organization"));

        item.Body["@odata.context"]!.GetValue<string>().Should().Be("https://mock.example:9443/beta/$metadata#organization");
    }

    /// <summary>Over intercepted connections to the real hosts.</summary>
    public sealed class Intercepted(InterceptingServer server) : IClassFixture<InterceptingServer>
    {
        [Fact]
        public async Task Requests_of_a_batch_use_the_intercepted_host()
        {
            using var http = server.CreateClient();
            http.BaseAddress = new Uri("https://graph.microsoft.us");
            var tenant = new TrustFrameworkClient(http, Guid.NewGuid()) { Bearer = "Policy.Read.All" };
            var control = new Control.ControlClient(new HttpClient { BaseAddress = server.Server.Address });
            await control.PostAsync("faults", """{"match":{"operation":"D3"},"outcome":{"kind":"unauthorized"},"when":{"next":1}}""");

            var items = await new BatchClient(tenant).SendAsync(Get("1", "/organization"), Get("2", "/domains"), Get("3", "/common/oauth2/v2.0/token"));

            items[0].Body["@odata.context"]!.GetValue<string>().Should().Be("https://graph.microsoft.us/beta/$metadata#organization");
            items[1].ShouldBeError(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
            items[1].Header("WWW-Authenticate").Should().Contain("authorization_uri=\"https://login.microsoftonline.us/common/oauth2/authorize\"");
            items[2].ShouldBeError(400, "BadRequest", "Resource not found for the segment 'common'.");
        }
    }
}
