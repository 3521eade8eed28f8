namespace TrustFramework.MockServer.Tests.Graph.Query;

public sealed class SelectTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Metadata = "http://localhost/beta/$metadata#";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("$select=id", "(id)", "id")]
    [InlineData("select=ID", "(id)", "id")]
    [InlineData("$select=keys, id", "(keys,id)", "id", "keys")]
    [InlineData("%24select=id%2Cid", "(id)", "id")]
    [InlineData("$select=*", "(*)", "id", "keys")]
    [InlineData("$select=id,*", "(*)", "id", "keys")]
    [InlineData("$select=keys_v2", "(keys_v2)")]
    [InlineData("$select=id&$expand=keys_v2", "(id,keys_v2())", "id", "keys_v2@odata.context", "keys_v2")]
    [InlineData("expand=*&select=keys_v2", "(keys_v2,keys_v2())", "keys_v2@odata.context", "keys_v2")]
    [InlineData("$expand=keys_v2", "(keys_v2())", "id", "keys", "keys_v2@odata.context", "keys_v2")]
    [InlineData("a=b", "", "id", "keys")]
    public async Task Only_selected_properties_are_returned_and_the_context_lists_them(string query, string suffix, params string[] members)
    {
        await _client.NewKeyAsync("a");
        var whole = (await _client.GetAsync("keySets/B2C_1A_a?$expand=keys_v2")).Json;

        var list = await _client.GetAsync($"keySets?{query}");
        var entity = await _client.GetAsync($"keySets('B2C_1A_a')?{query}");

        list.Json["@odata.context"]!.GetValue<string>().Should().Be($"{Metadata}trustFramework/keySets{suffix}");
        list.Json["value"]![0]!.AsObject().Select(member => member.Key).Should().Equal(members);
        entity.Json["@odata.context"]!.GetValue<string>().Should().Be($"{Metadata}trustFramework/keySets{suffix}/$entity");
        entity.Json.AsObject().Select(member => member.Key).Should().Equal(members.Prepend("@odata.context"));
        foreach (var member in members)
            entity.Json[member]!.ToJsonString().Should().Be(whole[member]!.ToJsonString());
        list.ContentType.Should().Be("application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8");
        entity.ContentType.Should().Be(list.ContentType);
    }

    [Fact]
    public async Task Select_works_on_every_collection_and_entity()
    {
        await _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));
        var kid = await _client.NewKeyAsync("a");
        var signedIn = new TrustFrameworkClient(server.CreateClient(), _client.Tenant) { Bearer = AccessTokens.Unsigned(AccessTokens.Delegated(_client.Tenant)) };

        (await _client.GetAsync("policies?$select=id&$count=true")).Text.Should().Be(
            $$"""{"@odata.context":"{{Metadata}}trustFramework/policies(id)","@odata.count":1,"value":[{"id":"B2C_1A_A"}]}""");
        (await _client.GetAsync("policies/B2C_1A_A?$select=id")).Text.Should().Be($$"""{"@odata.context":"{{Metadata}}trustFramework/policies(id)/$entity","id":"B2C_1A_A"}""");
        (await _client.GetAsync("keySets/B2C_1A_a/keys_v2?$select=exp,kty")).Text.Should().Be(
            $$"""{"@odata.context":"{{Metadata}}trustFramework/keySets('B2C_1A_a')/keys_v2(exp,kty)","value":[{"kty":"oct","exp":null}]}""");
        (await _client.GetAsync($"keySets/B2C_1A_a/keys_v2/{kid}?select=status")).Text.Should().Be(
            $$"""{"@odata.context":"{{Metadata}}trustFramework/keySets('B2C_1A_a')/keys_v2(status)/$entity","status":"enabled"}""");
        (await _client.GetAsync("/v1.0/organization?$select=id")).Text.Should().Be(
            $$"""{"@odata.context":"http://localhost/v1.0/$metadata#organization(id)","value":[{"id":"{{_client.Tenant}}"}]}""");
        (await signedIn.GetAsync("/v1.0/me?$select=userPrincipalName")).Json.AsObject().Select(member => member.Key).Should().Equal("@odata.context", "userPrincipalName");
    }

    [Fact]
    public async Task Select_does_not_change_the_escaping()
    {
        await using var own = MockServerFactory.With("MockServer:Clients:app:DisplayName", "Ä's <app> & more");

        (await own.NewTenant().GetAsync("/v1.0/applications?$filter=appId eq 'app'&$select=displayName")).Text.Should().Contain("""[{"displayName":"Ä's <app> & more"}]""");
    }
}
