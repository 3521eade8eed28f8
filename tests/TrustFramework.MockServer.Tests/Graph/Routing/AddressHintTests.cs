using TrustFramework.MockServer.Tests.Control;
using TrustFramework.MockServer.Tests.Hosting;

namespace TrustFramework.MockServer.Tests.Graph.Routing;

/// <summary>The hints for addresses that do not exist. The responses do not contain them.</summary>
public sealed class AddressHintTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("PUT", "policies//$value", "The path contains no policy id. ")]
    [InlineData("PUT", "policies('')/$value", "The path contains no policy id. ")]
    [InlineData("PUT", "policies/$value", "The path contains no policy id. ")]
    [InlineData("GET", "policies//$value", "The path contains no policy id. ")]
    [InlineData("DELETE", "policies/", "The path contains no policy id. ")]
    [InlineData("POST", "keySets//generateKey", "The path contains no key set id. ")]
    [InlineData("DELETE", "keySets/", "The path contains no key set id. ")]
    [InlineData("POST", "keySets/a/getActiveKey", "The address does not support POST. It supports GET.")]
    [InlineData("PATCH", "policies/a", "The address does not support PATCH. It supports ")]
    public async Task An_address_without_an_id_and_one_of_another_method_have_a_hint(string method, string path, string hint)
    {
        var response = await _client.SendAsync(new HttpMethod(method), path);

        response.Status.Should().BeOneOf(400, 404);
        response.Text.Should().NotContain(hint.TrimEnd());
        (await HintAsync()).Should().StartWith(hint);
    }

    [Theory]
    [InlineData("policies/a/content")]
    [InlineData("policies/$nothing")]
    [InlineData("keySets/a/keys")]
    public async Task An_unknown_segment_has_no_hint_about_the_id(string path)
    {
        await _client.GetAsync(path);

        (await HintAsync()).Should().BeNull();
    }

    [Fact]
    public async Task The_log_contains_the_hint()
    {
        await using var own = await InProcessServer.StartAsync();
        var client = new TrustFrameworkClient(new HttpClient { BaseAddress = own.Address }, Guid.NewGuid()) { Bearer = AccessTokens.PolicyWrite };

        await client.PutPolicyAsync("", "<TrustFrameworkPolicy />");

        (await own.WaitForLineAsync("PUT /beta/trustFramework/policies//$value")).Should().StartWith("WRN ").And.Contain("-> The path contains no policy id. ");
    }

    private async Task<string?> HintAsync() =>
        (await new ControlClient(server.CreateClient(), _client.Tenant).GetAsync("journal")).Json["entries"]![0]!["refusal"]!["hint"]?.GetValue<string>();
}
