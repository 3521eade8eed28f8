using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Policies;

public sealed class PolicyReadTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    [Covers("P1", "P8")]
    public async Task The_list_keeps_the_letter_case_of_ids_and_the_count_is_plain_text()
    {
        foreach (var id in new[] { "B2C_1A_b", "B2C_1A_C", "B2C_1A_a" })
            await _client.PutPolicyAsync(id.ToUpperInvariant(), Policy(id));

        var list = await _client.GetAsync("policies");
        var count = await _client.GetAsync("policies/$count");

        list.Text.Should().Be(
            """{"@odata.context":"http://localhost/beta/$metadata#trustFramework/policies","value":[{"id":"B2C_1A_a"},{"id":"B2C_1A_b"},{"id":"B2C_1A_C"}]}""");
        (count.Status, count.ContentType, count.Text).Should().Be((200, "text/plain", "3"));
    }

    [Fact]
    public async Task A_new_tenant_has_an_empty_list() =>
        (await _client.GetAsync("policies")).Text.Should().Be("""{"@odata.context":"http://localhost/beta/$metadata#trustFramework/policies","value":[]}""");

    [Fact]
    [Covers("P6")]
    public async Task The_entity_consists_of_its_id()
    {
        await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));

        (await _client.GetAsync("policies/B2C_1A_A")).Text.Should().Be(
            """{"@odata.context":"http://localhost/beta/$metadata#trustFramework/policies/$entity","id":"B2C_1A_A"}""");
    }

    [Theory]
    [InlineData("policies/B2C_1A_Mixed/$value")]
    [InlineData("policies/B2C_1A_MIXED/$value")]
    [InlineData("policies/b2c_1a_mixed/%24value")]
    [InlineData("policies/B2C_1A_Mixed/$value/")]
    [InlineData("policies('B2C_1A_Mixed')/$value")]
    [InlineData("policies(%27B2C_1A_Mixed%27)/$value")]
    [InlineData("policies%28'B2C_1A_Mixed'%29/$value")]
    [InlineData("/beta/trustframework/policies/B2C_1A_Mixed/$value")]
    [InlineData("/BETA/TRUSTFRAMEWORK/POLICIES/B2C_1A_Mixed/$VALUE")]
    public async Task A_policy_is_found_by_every_spelling_of_its_address(string path)
    {
        await _client.PutPolicyAsync("B2C_1A_Mixed", Policy("B2C_1A_Mixed"));

        var response = await _client.GetAsync(path);

        (response.Status, response.ContentType, response.Text).Should().Be((200, "application/xml", Policy("B2C_1A_Mixed")));
    }

    [Theory]
    [InlineData("policies/")]
    [InlineData("Policies")]
    public async Task The_list_is_found_with_a_trailing_slash_and_in_any_letter_case(string path) =>
        (await _client.GetAsync(path)).Status.Should().Be(200);

    [Theory]
    [InlineData("GET", "policies/B2C_1A_none")]
    [InlineData("GET", "policies/B2C_1A_none/$value")]
    [InlineData("DELETE", "policies/B2C_1A_none")]
    [InlineData("DELETE", "policies/B2C_1A_none/$value")]
    [Covers("PolicyNotFound")]
    public async Task A_missing_policy_is_404(string method, string path) =>
        (await _client.SendAsync(new HttpMethod(method), path)).ShouldBeError(
            404, "AADB2C90073", $"Policy with 'policyId': B2C_1A_NONE cannot be found in the directory '{_client.Tenant}'.");

    [Theory]
    [InlineData("policies/a b%2Fc'd(%C3%A9)", "A B/C'D(É)")]
    [InlineData("policies('it''s')", "IT'S")]
    public async Task Unusual_ids_are_decoded_correctly(string path, string id) =>
        (await _client.GetAsync(path)).ShouldBeError(
            404, "AADB2C90073", $"Policy with 'policyId': {id} cannot be found in the directory '{_client.Tenant}'.");

    [Theory]
    [InlineData("policies/B2C_1A_A")]
    [InlineData("policies/b2c_1a_a/$value")]
    [Covers("P5", "P5b")]
    public async Task DELETE_returns_204_and_removes_the_policy(string path)
    {
        await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));
        await _client.PutPolicyAsync("B2C_1A_Child", Policy("B2C_1A_Child", baseId: "B2C_1A_A"));

        // Some clients send a content type: clients 1.3 [S].
        using var empty = Json("");
        var response = await _client.SendAsync(HttpMethod.Delete, path, empty);

        (response.Status, response.Text).Should().Be((204, ""));
        (await _client.GetAsync("policies")).Text.Should().NotContain("B2C_1A_A").And.Contain("B2C_1A_Child");
    }
}
