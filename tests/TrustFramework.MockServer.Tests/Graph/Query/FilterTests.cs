using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Query;

public sealed class FilterTests(SharedServer server) : IClassFixture<SharedServer>
{
    private static readonly string[] Ids = ["B2C_1A_Alpha", "B2C_1A_alphabet", "B2C_1A_Beta", "B2C_1A_gamma"];

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("id eq 'b2c_1a_ALPHA'", 0)]
    [InlineData("'B2C_1A_Beta' EQ ID", 2)]
    [InlineData("id ne 'B2C_1A_Beta'", 0, 1, 3)]
    [InlineData("startswith(id,'B2C_1A_a')", 0, 1)]
    [InlineData("STARTSWITH ( id , 'b2c_1a_alphab' )", 1)]
    [InlineData("startswith(id,'B2C_1A_a') eq false", 2, 3)]
    [InlineData("endsWith(id,'TA')", 2)]
    [InlineData("contains(id,'LPH')", 0, 1)]
    [InlineData("contains('xx B2C_1A_Alpha xx',id)", 0)]
    [InlineData("id in ('B2C_1A_alpha','b2c_1a_beta', 'none')", 0, 2)]
    [InlineData("not (id eq 'B2C_1A_Beta' or endswith(id,'a'))", 1)]
    [InlineData("NOT startswith(id,'B2C_1A_Alpha') AND NOT contains(id,'mm')", 2)]
    [InlineData("not not contains(id,'mm')", 3)]
    [InlineData("contains(id,'mm') or contains(id,'alpha') and endswith(id,'t')", 1, 3)]
    [InlineData("(contains(id,'mm') or contains(id,'alpha')) and endswith(id,'a')", 0, 3)]
    [InlineData("id gt 'B2C_1A_ALPHABET'", 2, 3)]
    [InlineData("id ge 'B2C_1A_ALPHABET' and id lt 'B2C_1A_gamma'", 1, 2)]
    [InlineData("id le 'B2C_1A_ALPHA'", 0)]
    [InlineData("id eq null")]
    [InlineData("null ne id", 0, 1, 2, 3)]
    [InlineData("id gt null")]
    [InlineData("id eq id", 0, 1, 2, 3)]
    [InlineData("true", 0, 1, 2, 3)]
    [InlineData("false or id eq 'nobody''s'")]
    [InlineData("1 eq 1 and 2 ge 1", 0, 1, 2, 3)]
    [InlineData("((((id eq 'B2C_1A_Beta'))))", 2)]
    public async Task Policies_and_key_sets_are_filtered_by_id(string filter, params int[] found)
    {
        foreach (var id in Ids)
        {
            await _client.PutPolicyAsync(id, TrustFrameworkClient.Policy(id));
            await _client.PostAsync("keySets", $$"""{"id":"{{id}}"}""");
        }

        foreach (var collection in new[] { "policies", "keySets" })
        {
            var response = await _client.GetAsync($"{collection}?$filter={filter}");

            response.Status.Should().Be(200, response.Text);
            response.Json["value"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).Should().Equal(found.Select(i => Ids[i]));
            (await _client.GetAsync($"{collection}/$count?filter={filter}")).Text.Should().Be($"{found.Length}");
        }
    }

    [Theory]
    [InlineData("nbf eq 1700000000", 1, 2)]
    [InlineData("nbf eq -5", 7)]
    [InlineData("nbf lt 1 and nbf ge -5", 7, 8)]
    [InlineData("exp gt 4000000000", 4, 6, 7)]
    [InlineData("exp eq null", 0, 2, 8)]
    [InlineData("exp ne 4000000000", 0, 2, 4, 6, 7, 8)]
    [InlineData("not (exp ge 4000000000)", 0, 2, 8)]
    [InlineData("nbf in (0,-5, null)", 0, 3, 7, 8)]
    [InlineData("status eq 'disabled'", 1, 4, 7)]
    [InlineData("status in ('DISABLED','unknownFutureValue')", 1, 4, 7)]
    [InlineData("status ne 'disabled' and exp ne null", 3, 5, 6)]
    [InlineData("kty eq 'OCT' and use eq 'SIG' and nbf gt exp")]
    [InlineData("k ne null or n ne null")]
    [InlineData("startswith(n,'')")]
    [InlineData("not startswith(n,'')", 0, 1, 2, 3, 4, 5, 6, 7, 8)]
    public async Task Keys_are_filtered_by_their_visible_properties(string filter, params int[] found)
    {
        var keys = await StoredKeys.StoreAsync(_client);

        var response = await _client.GetAsync($"{StoredKeys.Path}?$filter={filter}");

        response.Status.Should().Be(200, response.Text);
        response.Json["value"]!.AsArray().Select(Kid).Should().BeEquivalentTo(found.Select(i => Kid(keys[i])));
        (await _client.GetAsync($"{StoredKeys.Path}/$count?$filter={filter}")).Text.Should().Be($"{found.Length}");
    }

    [Fact]
    public async Task A_filter_cannot_reveal_a_secret()
    {
        await _client.PostAsync("keySets", """{"id":"a","keys":[{"kty":"oct","use":"sig","k":"c2VjcmV0"}]}""");

        (await _client.GetAsync("keySets/B2C_1A_a/keys_v2/$count?$filter=k eq 'c2VjcmV0' or startswith(k,'c') or k ge ''")).Text.Should().Be("0");
    }

    private static string Kid(JsonNode? key) => key!["kid"]!.GetValue<string>();
}
