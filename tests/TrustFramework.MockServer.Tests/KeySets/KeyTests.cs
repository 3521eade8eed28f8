namespace TrustFramework.MockServer.Tests.KeySets;

public sealed class KeyTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    [Covers("V1", "V2", "V6")]
    public async Task Keys_can_be_listed_read_and_counted()
    {
        var kid = await _client.NewKeyAsync("a", "RSA");

        var list = await _client.GetAsync("keySets/B2C_1A_a/keys_v2");
        var one = await _client.GetAsync($"keySets/B2C_1A_a/keys_v2/{kid}");

        list.Json["@odata.context"]!.GetValue<string>().Should().Be("http://localhost/beta/$metadata#trustFramework/keySets('B2C_1A_a')/keys_v2");
        list.Json["value"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>()).Should().Equal(kid);
        one.Json["@odata.context"]!.GetValue<string>().Should().Be("http://localhost/beta/$metadata#trustFramework/keySets('B2C_1A_a')/keys_v2/$entity");
        (one.Json["kid"]!.GetValue<string>(), one.Json["status"]!.GetValue<string>()).Should().Be((kid, "enabled"));
        (await _client.GetAsync("keySets/B2C_1A_a/keys_v2/$count")).Text.Should().Be("1");
    }

    [Fact]
    [Covers("V3")]
    public async Task PATCH_disables_and_enables_a_key_and_returns_204_without_a_body()
    {
        var kid = await _client.NewKeyAsync("a");
        var other = (await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"s"}""")).Json["kid"]!.GetValue<string>();

        foreach (var status in new[] { "disabled", "enabled", "enabled", "disabled" })
        {
            var response = await _client.PatchAsync($"keySets/B2C_1A_a/keys_v2/{kid}", $$"""{"status":"{{status}}"}""");

            (response.Status, response.Text).Should().Be((204, ""));
            (await StatusAsync(kid)).Should().Be(status);
            (await StatusAsync(other)).Should().Be("enabled");
        }

        (await _client.GetAsync("keySets/B2C_1A_a")).Json["keys"]![0]!["status"]!.GetValue<string>().Should().Be("disabled");
    }

    [Fact]
    public async Task The_PATCH_example_of_the_reference_page_returns_204()
    {
        var seed = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(
            Path.Combine(seed.FullName, "keysets.json"),
            """{"keySets":[{"id":"B2C_1A_Test","keys":[{"kty":"RSA","use":"sig","kid":"aTREvwojOB9ph3fr2r6eTf_5eD5fmQsfsapVMwYI3o"}]}]}""");
        await using var seeded = MockServerFactory.With("MockServer:Seed", seed.FullName);
        var client = new TrustFrameworkClient(seeded.CreateClient(), Guid.Empty) { Bearer = AccessTokens.KeyWrite };

        var response = await client.PatchAsync(
            "/beta/trustFramework/keySets/B2C_1A_Test/keys_v2/aTREvwojOB9ph3fr2r6eTf_5eD5fmQsfsapVMwYI3o",
            """
            {
              "status": "enabled"
            }
            """);

        response.Status.Should().Be(204);
        seed.Delete(recursive: true);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"@odata.type":"#microsoft.graph.trustFrameworkKey_v2"}""")]
    public async Task PATCH_without_status_is_204_and_changes_nothing(string body)
    {
        var kid = await _client.NewKeyAsync("a");
        await _client.PatchAsync($"keySets/B2C_1A_a/keys_v2/{kid}", """{"status":"disabled"}""");

        (await _client.PatchAsync($"keySets/B2C_1A_a/keys_v2/{kid}", body)).Status.Should().Be(204);

        (await StatusAsync(kid)).Should().Be("disabled");
    }

    [Theory]
    [InlineData("""{"status":"disabled","use":"enc"}""", "AADB2C99014", "The property 'use' can not be modified. It's a read only property. ")]
    [InlineData("""{"kid":"x"}""", "AADB2C99014", "The property 'kid' can not be modified. It's a read only property. ")]
    [InlineData("""{"status":"off"}""", "AADB2C90136", "The request is missing parameters or has the wrong parameters. 'status' has the value 'off'. Expected value is 'enabled, disabled'.")]
    [InlineData("""{"status":"unknownFutureValue"}""", "AADB2C90136", "The request is missing parameters or has the wrong parameters. 'status' has the value 'unknownFutureValue'. Expected value is 'enabled, disabled'.")]
    [InlineData("""{"status":"Disabled"}""", "AADB2C90136", "The request is missing parameters or has the wrong parameters. 'status' has the value 'Disabled'. Expected value is 'enabled, disabled'.")]
    [InlineData("""{"status":null}""", "AADB2C90136", "The request is missing parameters or has the wrong parameters. 'status' has the value ''. Expected value is 'enabled, disabled'.")]
    [InlineData("""{"status":1}""", "AADB2C90136", "The request is missing parameters or has the wrong parameters. 'status' has the value '1'. Expected value is 'enabled, disabled'.")]
    [InlineData("""{"@odata.type":"#microsoft.graph.user","status":"disabled"}""", "AADB2C", "The 'key' field is invalid in request. Please check the request body and parameters.")]
    [InlineData("""{"@odata.type":7}""", "AADB2C", "The 'key' field is invalid in request. Please check the request body and parameters.")]
    [InlineData("[]", "AADB2C", "The 'key' field is invalid in request. Please check the request body and parameters.")]
    [InlineData("\"disabled\"", "AADB2C", "The 'key' field is invalid in request. Please check the request body and parameters.")]
    [Covers("ParameterWrong")]
    public async Task PATCH_of_anything_else_is_refused_and_changes_nothing(string body, string code, string message)
    {
        var kid = await _client.NewKeyAsync("a");
        var before = (await _client.GetAsync("keySets")).Text;

        (await _client.PatchAsync($"keySets/B2C_1A_a/keys_v2/{kid}", body)).ShouldBeError(400, code, message);

        (await _client.GetAsync("keySets")).Text.Should().Be(before);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [Covers("KeyNotFound")]
    public async Task A_missing_key_is_404(string method)
    {
        await _client.NewKeyAsync("a");

        foreach (var body in new[] { "{}", """{"status":"enabled"}""" })
        {
            using var content = TrustFrameworkClient.Json(body);
            (await _client.SendAsync(new HttpMethod(method), "keySets/B2C_1A_a/keys_v2/none", content)).ShouldBeError(
                404, "AADB2C90073", $"Key with 'kid': 'none' cannot be found in the directory '{_client.Tenant}'");
        }
    }

    [Fact]
    [Covers("V4")]
    public async Task DELETE_removes_one_key_from_its_set()
    {
        var kid = await _client.NewKeyAsync("a");
        var other = (await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"s"}""")).Json["kid"]!.GetValue<string>();

        (await _client.DeleteAsync($"keySets/B2C_1A_a/keys_v2/{kid}")).Status.Should().Be(204);

        (await _client.GetAsync("keySets/B2C_1A_a/keys_v2")).Json["value"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>()).Should().Equal(other);
    }

    [Fact]
    public async Task The_letter_case_of_a_kid_matters()
    {
        var kid = await _client.NewKeyAsync("a");
        var swapped = string.Concat(kid.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));

        (await _client.GetAsync($"keySets('B2C_1A_a')/keys_v2('{kid}')")).Status.Should().Be(200);
        (await _client.GetAsync($"keySets/B2C_1A_a/keys_v2/{swapped}")).Status.Should().Be(404);
    }

    private async Task<string> StatusAsync(string kid) =>
        (await _client.GetAsync($"keySets/B2C_1A_a/keys_v2/{kid}")).Json["status"]!.GetValue<string>();
}
