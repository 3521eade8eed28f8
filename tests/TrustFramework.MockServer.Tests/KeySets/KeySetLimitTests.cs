namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>The limits on key sets and keys.</summary>
public sealed class KeySetLimitTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    [Covers("TooManyKeySets")]
    public async Task The_1001st_key_set_is_refused_unless_a_backup_can_be_removed()
    {
        for (var i = 0; i < 1000; i++)
            (await _client.PostAsync("keySets", $$"""{"id":"s{{i}}"}""")).Status.Should().Be(201);
        var refused = $"The directory '{_client.Tenant}' has reached the limit of 1000 key sets.";

        (await _client.PostAsync("keySets", """{"id":"one"}""")).ShouldBeError(400, "AADB2C", refused);
        (await _client.PostAsync("keySets", """{"id":"S7"}""")).Code.Should().Be("AADB2C95028", "this set exists");
        (await server.NewTenant().PostAsync("keySets", """{"id":"one"}""")).Status.Should().Be(201, "the limit applies to each tenant separately");
        (await _client.DeleteAsync("keySets/B2C_1A_s0")).Status.Should().Be(204);
        (await _client.GetAsync("keySets/B2C_1A_s0.bak")).Status.Should().Be(200);
        (await _client.PostAsync("keySets", """{"id":"one"}""")).Status.Should().Be(201);
        (await _client.GetAsync("keySets/B2C_1A_s0.bak")).Status.Should().Be(400, "the backup was removed");
        (await _client.PostAsync("keySets", """{"id":"two"}""")).ShouldBeError(400, "AADB2C", refused);
        (await _client.GetAsync("keySets/$count")).Text.Should().Be("1000");
    }

    [Fact]
    [Covers("TooManyKeys")]
    public async Task The_101st_key_of_a_set_is_refused_by_every_operation()
    {
        const string Refused = "The key set 'B2C_1A_a' has reached the limit of 100 keys.";
        const string Jwk = """{"kty":"oct","use":"sig","k":"c2VjcmV0"}""";
        await _client.PostAsync("keySets", """{"id":"a"}""");
        string Jwks(int count) => $$"""{"id":"B2C_1A_a","keys":[{{string.Join(',', Enumerable.Repeat(Jwk, count))}}]}""";

        (await _client.PutAsync("keySets/B2C_1A_a", Jwks(101))).ShouldBeError(400, "AADB2C", Refused);
        (await _client.GetAsync("keySets/B2C_1A_a/keys_v2/$count")).Text.Should().Be("0");
        (await _client.PutAsync("keySets/B2C_1A_a", Jwks(100))).Status.Should().Be(200);
        (await _client.PostAsync("keySets/B2C_1A_a/generateKey", """{"kty":"oct","use":"sig"}""")).ShouldBeError(400, "AADB2C", Refused);
        (await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"s"}""")).ShouldBeError(400, "AADB2C", Refused);
        (await _client.PostAsync("keySets", Jwks(101).Replace("B2C_1A_a", "b", StringComparison.Ordinal))).Status.Should().Be(400);
        (await _client.GetAsync("keySets/$count")).Text.Should().Be("1");
    }
}
