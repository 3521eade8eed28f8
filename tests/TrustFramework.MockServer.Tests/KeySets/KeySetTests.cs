namespace TrustFramework.MockServer.Tests.KeySets;

public sealed class KeySetTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string FieldInvalid = "The 'keySet' field is invalid in request. Please check the request body and parameters.";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("keyset1")]
    [InlineData("B2C_1A_keyset1")]
    [Covers("K2", "K3")]
    public async Task The_prefix_is_added_only_when_it_is_missing(string name)
    {
        var created = await _client.PostAsync("keySets", $$"""{"id":"{{name}}"}""");

        created.Status.Should().Be(201);
        created.Header("Location").Should().Be("/trustFramework/keySets('B2C_1A_keyset1')");
        created.Text.Should().Be("""{"@odata.context":"http://localhost/beta/$metadata#trustFramework/keySets/$entity","id":"B2C_1A_keyset1","keys":[]}""");
        (await _client.GetAsync("keySets('b2c_1a_KEYSET1')")).Text.Should().Be(created.Text);
    }

    [Fact]
    [Covers("K1", "K11")]
    public async Task The_list_contains_the_sets_with_their_keys()
    {
        await _client.NewKeyAsync("b");
        await _client.PostAsync("keySets", """{"id":"a"}""");

        var list = (await _client.GetAsync("keySets")).Json;

        list["@odata.context"]!.GetValue<string>().Should().Be("http://localhost/beta/$metadata#trustFramework/keySets");
        list["value"]!.AsArray().Select(set => (set!["id"]!.GetValue<string>(), set["keys"]!.AsArray().Count))
            .Should().Equal(("B2C_1A_a", 0), ("B2C_1A_b", 1));
        (await _client.GetAsync("keySets/$count")).Text.Should().Be("2");
    }

    [Fact]
    [Covers("K5")]
    public async Task DELETE_returns_204_and_removes_the_set()
    {
        await _client.NewKeyAsync("a");

        (await _client.DeleteAsync("keySets/B2C_1A_A")).Status.Should().Be(204);

        (await _client.GetAsync("keySets/B2C_1A_a")).Status.Should().Be(400);
        (await _client.PostAsync("keySets", """{"id":"a"}""")).Status.Should().Be(201);
    }

    [Fact]
    public async Task Keys_can_be_JWKs_and_their_secrets_are_not_returned()
    {
        var created = await _client.PostAsync(
            "keySets", """{"id":"a","keys":[{"k":"c2VjcmV0LW9uZQ","use":"sig","kty":"OCT"},{"k":"c2VjcmV0LXR3bw","use":"sig","kty":"oct","nbf":"1508969811","exp":4102444800}]}""");

        created.Status.Should().Be(201);
        created.Text.Should().NotContain("c2VjcmV0");
        var keys = created.Json["keys"]!.AsArray();
        keys.Select(key => key!["kty"]!.GetValue<string>()).Should().Equal("oct", "oct");
        keys[0]!["nbf"].Should().BeNull();
        (keys[1]!["nbf"]!.GetValue<long>(), keys[1]!["exp"]!.GetValue<long>()).Should().Be((1508969811, 4102444800));
    }

    [Fact]
    public async Task The_members_of_a_key_have_the_order_of_the_vendor_samples()
    {
        var created = await _client.PostAsync("keySets", $$"""{"id":"a","keys":[{"kty":"RSA","use":"sig","e":"AQAB","n":"{{Certificates.Expected("rsa2048").GetProperty("n")}}"}]}""");

        var key = created.Json["keys"]![0]!.AsObject();
        key.Select(member => member.Key).Should().Equal(
            "k", "x5c", "x5t", "kty", "use", "status", "exp", "nbf", "kid", "e", "n", "d", "p", "q", "dp", "dq", "qi");
        key["x5c"]!.AsArray().Should().BeEmpty();
        (key["kty"]!.GetValue<string>(), key["status"]!.GetValue<string>(), key["e"]!.GetValue<string>()).Should().Be(("RSA", "enabled", "AQAB"));
    }

    [Theory]
    [InlineData("""{"kty":"oct","use":"sig","k":"AQAB","key_ops":["sign"]}""")]
    [InlineData("""{"kty":"oct","use":"sig","k":7}""")]
    [InlineData("""{"kty":"oct","use":"sig","k":"AQAB","exp":"soon"}""")]
    [InlineData("""{"kty":"oct","use":"sig","k":"AQAB","exp":9223372036854775808}""")]
    [InlineData("""{"kty":"RSA","use":"sig","x5c":"one"}""")]
    [InlineData("7")]
    [Covers("FieldInvalid")]
    public async Task A_key_that_is_not_a_JWK_invalidates_the_whole_set(string jwk)
    {
        (await _client.PostAsync("keySets", $$"""{"id":"a","keys":[{{jwk}}]}""")).ShouldBeError(400, "AADB2C", FieldInvalid);

        (await _client.GetAsync("keySets/$count")).Text.Should().Be("0");
    }

    [Theory]
    [InlineData("""{}""", "AADB2C90253", "The trustframework keyset parameter 'id' is missing")]
    [InlineData("""{"id":""}""", "AADB2C90253", "The trustframework keyset parameter 'id' is missing")]
    [InlineData("""{"id":"with blank"}""", "AADB2C", FieldInvalid)]
    [InlineData("""{"id":"line\n"}""", "AADB2C", FieldInvalid)]
    [InlineData("""{"id":"a","keys":"none"}""", "AADB2C", FieldInvalid)]
    [InlineData("""{"id":{}}""", "AADB2C", FieldInvalid)]
    [InlineData("""["a"]""", "AADB2C", FieldInvalid)]
    [InlineData("""null""", "AADB2C", FieldInvalid)]
    [InlineData("""{"@odata.type":"microsoft.graph.trustFrameworkKeySet","id":"a"}""", "AADB2C", FieldInvalid)]
    [InlineData("""{"id":"a","keys":[{"@odata.type":"#microsoft.graph.user","kty":"oct","use":"sig","k":"AQAB"}]}""", "AADB2C", FieldInvalid)]
    public async Task A_body_that_is_not_a_key_set_is_refused(string body, string code, string message) =>
        (await _client.PostAsync("keySets", body)).ShouldBeError(400, code, message);

    [Theory]
    [InlineData("""{"id":"a","usage":"sig","keys":[]}""")]
    [InlineData("""{"id":"a","keys":null}""")]
    [InlineData("""{'id':'a'}""")]
    [InlineData("""{'keys':[{'kty':'oct','use':'sig','k':'AQAB'}], "id":"a"}""")]
    [InlineData("""{"@odata.type":"#microsoft.graph.trustFrameworkKeySet","id":"a"}""")]
    [InlineData("""{"id":"a","keys":[{"@odata.type":"#microsoft.graph.trustFrameworkKey","kty":"oct","use":"sig","k":"AQAB","nbf":null,"kid":null}]}""")]
    public async Task Bodies_of_real_clients_are_accepted(string body) => (await _client.PostAsync("keySets", body)).Status.Should().Be(201);

    [Theory]
    [InlineData("PUT", """{"keys":[{"use":"sig","kty":"oct","k":"AQAB","exp":null,"nbf":"1793534400","kid":""}]}""")]
    [InlineData("PATCH", """{"@odata.type":"#microsoft.graph.trustFrameworkKeySet","id":"B2C_1A_A","keys":[{"@odata.type":"#microsoft.graph.trustFrameworkKey","k":"AQAB","kty":"oct","use":"sig"}]}""")]
    [InlineData("PATCH", """{'keys':[{'k':'AQAB','kty':'OCT','use':'sig'}],'usage':'sig'}""")]
    [Covers("K4", "K4b")]
    public async Task A_replacement_replaces_all_keys_and_returns_the_set(string method, string body)
    {
        var old = await _client.NewKeyAsync("a");
        using var content = TrustFrameworkClient.Json(body);

        var response = await _client.SendAsync(new HttpMethod(method), "keySets/b2c_1a_a", content);

        response.Status.Should().Be(200, response.Text);
        (response.Json["id"]!.GetValue<string>(), response.Json["@odata.context"]!.GetValue<string>())
            .Should().Be(("B2C_1A_a", "http://localhost/beta/$metadata#trustFramework/keySets/$entity"));
        response.Json["keys"]!.AsArray().Should().ContainSingle().Which!["kid"]!.GetValue<string>().Should().NotBe(old);
        (await _client.GetAsync("keySets/B2C_1A_a")).Text.Should().Be(response.Text);
    }

    [Theory]
    [InlineData("""{"@odata.type":"microsoft.graph.trustFrameworkKeySet","keys":[]}""")]
    [InlineData("""{"keys":[{"@odata.type":"#microsoft.graph.trustFrameworkKey_v2","kty":"oct","use":"sig","k":"AQAB"}]}""")]
    [InlineData("""{"keys":{}}""")]
    public async Task A_replacement_that_is_not_a_key_set_is_refused_and_changes_nothing(string body)
    {
        await _client.NewKeyAsync("a");
        var before = (await _client.GetAsync("keySets")).Text;

        (await _client.PutAsync("keySets/B2C_1A_a", body)).ShouldBeError(400, "AADB2C", FieldInvalid);

        (await _client.GetAsync("keySets")).Text.Should().Be(before);
    }

    [Fact]
    public async Task Any_odata_type_is_accepted_with_the_setting()
    {
        await using var lenient = MockServerFactory.With("MockServer:Compat:ODataTypeInKeySet", "ignore");

        (await lenient.NewTenant().PostAsync("keySets", """{"@odata.type":"nonsense","id":"a"}""")).Status.Should().Be(201);
    }

    [Fact]
    public async Task A_missing_set_is_404_with_the_setting()
    {
        await using var other = MockServerFactory.With("MockServer:Compat:MissingKeySetStatus", "404");

        (await other.NewTenant().GetAsync("keySets/B2C_1A_none")).Status.Should().Be(404);
    }

    [Fact]
    [Covers("V5", "NotEmulated")]
    public async Task PUT_of_a_single_key_is_refused_by_name() =>
        (await _client.PutAsync("keySets/B2C_1A_a/keys_v2/x", """{"status":"enabled"}""")).ShouldBeError(
            501, "NotImplemented", "Put trustFrameworkKey_v2 is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.");
}
