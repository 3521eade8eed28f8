using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Tests.KeySets;

public sealed class KeyActionTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("RSA", "RSA")]
    [InlineData("rsa", "RSA")]
    [InlineData("OCT", "oct")]
    [InlineData("oct", "oct")]
    [Covers("K6")]
    public async Task GenerateKey_ignores_the_case_of_kty_and_returns_only_the_new_key(string requested, string returned)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        var response = await _client.PostAsync("keySets/B2C_1A_a/generateKey", $$"""{"use":"enc","kty":"{{requested}}","nbf":1793534400,"exp":1893534400}""");

        response.Status.Should().Be(200);
        var key = response.Json;
        key["@odata.context"]!.GetValue<string>().Should().Be("http://localhost/beta/$metadata#microsoft.graph.trustFrameworkKey");
        (key["kty"]!.GetValue<string>(), key["use"]!.GetValue<string>()).Should().Be((returned, "enc"));
        (key["nbf"]!.GetValue<long>(), key["exp"]!.GetValue<long>()).Should().Be((1793534400, 1893534400));
        foreach (var secret in new[] { "k", "d", "p", "q", "dp", "dq", "qi" })
            key.AsObject().Should().Contain(secret, null);
    }

    [Theory]
    [InlineData("uploadSecret")]
    [InlineData("microsoft.graph.uploadSecret")]
    [InlineData("microsoft.graph.uploadSecret()")]
    [InlineData("UPLOADSECRET")]
    public async Task An_action_is_found_by_every_spelling(string action)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        (await _client.PostAsync($"keySets('B2C_1A_a')/{action}", """{"use":"sig","k":"s"}""")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Keys_are_appended_in_order()
    {
        var first = await _client.NewKeyAsync("a");
        var second = (await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"s"}""")).Json["kid"]!.GetValue<string>();

        (await _client.GetAsync("keySets/B2C_1A_a")).Json["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>()).Should().Equal(first, second);
    }

    public static TheoryData<string> Secrets() =>
    [
        "mypassword", "test-secret-api-key-basic", "grüße – 秘密 🔑", " ", "\0",
        new string([.. Enumerable.Range(0, 128).Select(c => (char)c)]),
    ];

    [Theory]
    [MemberData(nameof(Secrets))]
    [Covers("K7")]
    public async Task UploadSecret_accepts_any_plain_text_and_never_returns_it(string secret)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        var response = await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", $$"""{"use":"sig","k":{{JsonSerializer.Serialize(secret)}}}""");

        response.Status.Should().Be(200);
        response.Json["kty"]!.GetValue<string>().Should().Be("oct");
        response.Json.AsObject().Should().Contain("k", null);
        response.Json["kid"]!.GetValue<string>().Should().HaveLength(43);
        // No response contains the secret, so the test reads the tenant's state.
        var set = await server.Services.GetRequiredService<TenantRegistry>().Get(new TenantId(_client.Tenant)).KeySets.FindAsync("B2C_1A_a");
        ((KeyMaterial.Oct)set.Value.Keys[0].Material).Secret.ToArray().Should().Equal(Encoding.UTF8.GetBytes(secret));
    }

    [Theory]
    [InlineData("generateKey", """{"exp":null,"kty":"RSA","nbf":null,"use":"enc","k":null}""")]
    [InlineData("uploadSecret", """{"exp":null,"kty":"oct","nbf":null,"use":"enc","k":"mypassword"}""")]
    public async Task Explicit_nulls_and_members_of_another_action_are_ignored(string action, string body)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        var key = (await _client.PostAsync($"keySets/B2C_1A_a/{action}", body)).Json.AsObject();

        key.Should().Contain("nbf", null).And.Contain("exp", null);
    }

    [Theory]
    [InlineData("generateKey", """{"kty":"RSA","use":"sig","nbf":{}}""")]
    [InlineData("uploadSecret", """{"use":"sig","k":["s"]}""")]
    [InlineData("uploadCertificate", """{"key":7}""")]
    [InlineData("uploadPkcs12", """{"key":"AQAB","password":{}}""")]
    public async Task Parameters_that_cannot_be_bound_are_refused_and_change_nothing(string action, string body)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        (await _client.PostAsync($"keySets/B2C_1A_a/{action}", body)).ShouldBeError(
            400, "AADB2C", "The 'parameters' field is invalid in request. Please check the request body and parameters.");

        (await _client.GetAsync("keySets/B2C_1A_a/keys_v2/$count")).Text.Should().Be("0");
    }

    [Fact]
    [Covers("ExpiryPast")]
    public async Task An_expiry_in_the_past_by_the_server_clock_is_refused()
    {
        await using var own = new MockServerFactory();
        var client = own.NewTenant();
        await client.PostAsync("keySets", """{"id":"a"}""");
        var inOneHour = own.Clock.Now.AddHours(1).ToUnixTimeSeconds();
        var body = $$"""{"kty":"oct","use":"sig","exp":{{inOneHour}}}""";

        (await client.PostAsync("keySets/B2C_1A_a/generateKey", body)).Status.Should().Be(200);
        // The clock skew of five minutes keeps the token valid.
        own.Clock.Now = own.Clock.Now.AddHours(1);

        (await client.PostAsync("keySets/B2C_1A_a/generateKey", body)).ShouldBeError(
            400, "AADB2C90214",
            $"The expiry date for the key container in tenant '{client.Tenant}' with storageReferenceId 'B2C_1A_a' is in the past. Passed date :'2026-11-01T13:00:00Z'.");
    }
}
