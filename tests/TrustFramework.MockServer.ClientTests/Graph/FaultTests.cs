using System.Text;
using Azure.Identity;
using Microsoft.Graph.Models.ODataErrors;
using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Graph;

/// <summary>Outages of the service as the libraries handle them: conventions 9.5.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("tooManyRequests")]
    [InlineData("serviceUnavailable")]
    [InlineData("gatewayTimeout")]
    public async Task A_client_retries_as_the_response_requests(string kind)
    {
        var tenant = await TestTenant.NewAsync();
        await InjectAsync(tenant, $$"""{"outcome":{"kind":"{{kind}}","retryAfter":0},"match":{"path":"/beta/*"},"when":{"every":2} }""");
        var api = tenant.TrustFramework;

        await api.ListPoliciesAsync();
        (await (await api.PutPolicyContentAsync("B2C_1A_Hello", TestStreams.Seekable(TestTenant.Policy("B2C_1A_Hello")))).ReadTextAsync()).Should().Contain("B2C_1A_Hello");
        (await api.PostKeySetAsync(new TrustFrameworkKeySet { Id = "Keys" }))!.Id.Should().Be("B2C_1A_Keys");
        await api.DeletePolicyAsync("B2C_1A_Hello");

        (await GetSeenCountAsync(tenant)).Should().BeGreaterThan(4, "some requests failed and were sent again");
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_not_sent_again()
    {
        var tenant = await TestTenant.NewAsync();
        await InjectAsync(tenant, """{"outcome":{"kind":"tooManyRequests","retryAfter":0},"match":{"path":"/beta/*"},"when":{"next":1}}""");

        var put = () => tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Hello", TestStreams.NonSeekable(TestTenant.Policy("B2C_1A_Hello")));

        await put.ShouldFailAsync(429, "TooManyRequests", "Too many requests. Please try again later.");
    }

    [Theory]
    [InlineData("internalServerError", 500, "InternalServerError", "The service has an internal error.")]
    [InlineData("serviceProblem", 500, "AADB2C90063", "There is a problem with the service.")]
    public async Task An_error_that_is_not_retried_is_complete(string kind, int status, string code, string message)
    {
        var tenant = await TestTenant.NewAsync();
        await InjectAsync(tenant, $$"""{"outcome":{"kind":"{{kind}}"},"match":{"path":"/beta/*"},"when":{"next":1} }""");

        var list = () => tenant.TrustFramework.ListPoliciesAsync();

        await list.ShouldFailAsync(status, code, message);
        (await tenant.TrustFramework.ListPoliciesAsync())!.Value.Should().BeEmpty();
    }

    /// <summary>The error without a message: clients 3 #3.</summary>
    [Fact]
    public async Task An_unknown_error_has_ids_but_no_message()
    {
        var tenant = await TestTenant.NewAsync();
        await InjectAsync(tenant, """{"outcome":{"kind":"unknownError"},"match":{"path":"/beta/*"},"when":{"next":1}}""");

        var list = () => tenant.TrustFramework.ListPoliciesAsync();

        var error = (await list.Should().ThrowExactlyAsync<ODataError>()).Which;
        (error.ResponseStatusCode, error.Error!.Code, error.Error.Message).Should().Be((500, "UnknownError", ""));
        error.Error.InnerError!.RequestId.Should().NotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("""{"kind":"connectionReset"}""")]
    [InlineData("""{"kind":"truncatedBody"}""")]
    public async Task A_broken_connection_is_an_exception_and_the_next_request_succeeds(string fault)
    {
        var tenant = await TestTenant.NewAsync();
        await InjectAsync(tenant, $$"""{"fault":{{fault}},"match":{"path":"/beta/*"},"when":{"next":1} }""");

        var list = () => tenant.TrustFramework.ListPoliciesAsync();

        await list.Should().ThrowAsync<HttpRequestException>();
        (await tenant.TrustFramework.ListPoliciesAsync())!.Value.Should().BeEmpty();
    }

    [Fact]
    public async Task A_throttled_token_request_is_sent_again()
    {
        var tenant = await TestTenant.NewAsync();
        await InjectAsync(tenant, """{"outcome":{"kind":"tooManyRequests","retryAfter":0},"match":{"path":"*/token"},"when":{"next":1}}""");

        (await tenant.TrustFramework.ListPoliciesAsync())!.Value.Should().BeEmpty();

        (await GetSeenCountAsync(tenant)).Should().Be(2);
    }

    [Fact]
    public async Task An_error_of_the_login_service_is_an_exception_of_the_credential()
    {
        var tenant = await TestTenant.NewAsync();
        await InjectAsync(tenant, """{"outcome":{"status":400},"match":{"path":"*/token"}}""");

        var list = () => tenant.TrustFramework.ListPoliciesAsync();

        (await list.Should().ThrowAsync<AuthenticationFailedException>()).Which.ToString().Should().Contain("AADSTS90033");
    }

    private static async Task InjectAsync(TestTenant tenant, string rule)
    {
        using var http = new HttpClient { BaseAddress = tenant.Server.HttpAddress };
        using var body = new StringContent(rule, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"_mock/tenants/{tenant.Id}/faults", UriKind.Relative), body);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }

    private static async Task<int> GetSeenCountAsync(TestTenant tenant)
    {
        using var http = new HttpClient { BaseAddress = tenant.Server.HttpAddress };
        var rules = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync(new Uri($"_mock/tenants/{tenant.Id}/faults", UriKind.Relative)))!;
        return rules["faults"]![0]!["seen"]!.GetValue<int>();
    }
}
