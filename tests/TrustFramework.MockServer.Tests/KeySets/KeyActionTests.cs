using System.Text.Json;

namespace TrustFramework.MockServer.Tests.KeySets;

public sealed class KeyActionTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("RSA", "RSA")]
    [InlineData("rsa", "RSA")]
    [InlineData("OCT", "oct")]
    [InlineData("oct", "oct")]
    [Witnesses("K6")]
    public async Task GenerateKey_takes_kty_in_any_letters_and_answers_the_new_key_alone(string asked, string answered)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        var answer = await _client.PostAsync("keySets/B2C_1A_a/generateKey", $$"""{"use":"enc","kty":"{{asked}}","nbf":1793534400,"exp":1893534400}""");

        answer.Status.Should().Be(200);
        var key = answer.Json;
        key["@odata.context"]!.GetValue<string>().Should().Be("http://localhost/beta/$metadata#microsoft.graph.trustFrameworkKey");
        (key["kty"]!.GetValue<string>(), key["use"]!.GetValue<string>()).Should().Be((answered, "enc"));
        (key["nbf"]!.GetValue<long>(), key["exp"]!.GetValue<long>()).Should().Be((1793534400, 1893534400));
        foreach (var secret in new[] { "k", "d", "p", "q", "dp", "dq", "qi" })
            key.AsObject().Should().Contain(secret, null);
    }

    [Fact]
    public async Task Keys_are_appended_in_order()
    {
        var first = await _client.NewKeyAsync("a");
        var second = (await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"s"}""")).Json["kid"]!.GetValue<string>();

        (await _client.GetAsync("keySets/B2C_1A_a")).Json["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>()).Should().Equal(first, second);
    }

    [Theory]
    [InlineData("mypassword")]
    [InlineData("test-secret-api-key-basic")]
    [InlineData(" !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~")]
    [InlineData("grüße – 秘密 🔑")]
    [Witnesses("K7")]
    public async Task UploadSecret_takes_plain_text_of_any_characters_and_never_shows_it(string secret)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        var answer = await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", $$"""{"use":"sig","k":{{JsonSerializer.Serialize(secret)}}}""");

        answer.Status.Should().Be(200);
        answer.Json["kty"]!.GetValue<string>().Should().Be("oct");
        answer.Json.AsObject().Should().Contain("k", null);
        answer.Json["kid"]!.GetValue<string>().Should().HaveLength(43);
    }

    [Theory]
    [InlineData("generateKey", """{"exp":null,"kty":"RSA","nbf":null,"use":"enc","k":null}""")]
    [InlineData("uploadSecret", """{"exp":null,"kty":"oct","nbf":null,"use":"enc","k":"mypassword"}""")]
    public async Task Explicit_nulls_and_members_of_another_action_do_no_harm(string action, string body)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        var key = (await _client.PostAsync($"keySets/B2C_1A_a/{action}", body)).Json.AsObject();

        key.Should().Contain("nbf", null).And.Contain("exp", null);
    }

    [Theory]
    [InlineData("generateKey", """{"use":"sig"}""", "AADB2C95030", "Missing kty parameter for the trustframework key.")]
    [InlineData("generateKey", """{"use":"sig","kty":"EC"}""", "AADB2C95031", "Bad kty parameter 'EC' for the trustframework key. Must be RSA or oct.")]
    [InlineData("generateKey", """{"kty":"RSA"}""", "AADB2C90253", "The trustframework keyset parameter 'use' is missing")]
    [InlineData("generateKey", """{"kty":"RSA","use":"Sig"}""", "AADB2C95033", "Bad use parameter 'Sig' for the trustframework key.")]
    [InlineData("generateKey", """{"kty":"RSA","use":"sig","nbf":{}}""", "AADB2C", "The 'parameters' field is invalid in request. Please check the request body and parameters.")]
    [InlineData("uploadSecret", """{"k":"s"}""", "AADB2C90253", "The trustframework keyset parameter 'use' is missing")]
    [InlineData("uploadSecret", """{"use":"sig"}""", "AADB2C90253", "The trustframework keyset parameter 'k' is missing")]
    [InlineData("uploadSecret", """{"use":"sig","k":""}""", "AADB2C90253", "The trustframework keyset parameter 'k' is missing")]
    [InlineData("uploadSecret", """{"use":"x","k":"s"}""", "AADB2C95033", "Bad use parameter 'x' for the trustframework key.")]
    public async Task Parameters_that_cannot_be_used_are_refused_and_the_set_stays(string action, string body, string code, string message)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        (await _client.PostAsync($"keySets/B2C_1A_a/{action}", body)).ShouldBeError(400, code, message);

        (await _client.GetAsync("keySets/B2C_1A_a/keys_v2/$count")).Text.Should().Be("0");
    }

    [Theory]
    [InlineData("generateKey", """{"kty":"RSA","use":"sig"}""")]
    [InlineData("uploadSecret", """{"use":"sig","k":"s"}""")]
    [Witnesses("KeySetNotCreated")]
    public async Task A_key_needs_a_set_that_exists(string action, string body) =>
        (await _client.PostAsync($"keySets/B2C_1A_none/{action}", body)).ShouldBeError(
            400, "AADB2C95052",
            $"The trustframework key set with id 'B2C_1A_none' in tenant '{_client.Tenant}' is not created. Please use 'Create api' to create the key set first.");

    [Fact]
    public async Task Kinds_and_uses_are_not_mixed_in_a_set()
    {
        await _client.NewKeyAsync("a", "RSA");

        (await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"s"}""")).Code.Should().Be("AADB2C95032");
        (await _client.PostAsync("keySets/B2C_1A_a/generateKey", """{"use":"enc","kty":"RSA"}""")).Code.Should().Be("AADB2C95042");
    }

    [Fact]
    [Witnesses("ExpiryPast")]
    public async Task An_expiry_in_the_past_is_refused_by_the_servers_clock()
    {
        await using var own = new MockServerFactory();
        var client = own.NewTenant();
        await client.PostAsync("keySets", """{"id":"a"}""");
        var hour = own.Clock.Now.AddHours(1).ToUnixTimeSeconds();
        var body = $$"""{"kty":"oct","use":"sig","exp":{{hour}}}""";

        (await client.PostAsync("keySets/B2C_1A_a/generateKey", body)).Status.Should().Be(200);
        // Tokens allow five minutes of skew, so the same one still serves.
        own.Clock.Now = own.Clock.Now.AddHours(1);

        (await client.PostAsync("keySets/B2C_1A_a/generateKey", body)).ShouldBeError(
            400, "AADB2C90214",
            $"The expiry date for the key container in tenant '{client.Tenant}' with storageReferenceId 'B2C_1A_a' is in the past. Passed date :'2026-11-01T13:00:00Z'.");
    }
}
