namespace TrustFramework.MockServer.Tests.KeySets;

public sealed class ExpandTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("keySets/B2C_1A_a?$expand=keys_v2")]
    [InlineData("keySets/B2C_1A_a?expand=keys_v2")]
    [InlineData("keySets/B2C_1A_a?%24expand=Keys_V2")]
    [InlineData("keySets('B2C_1A_a')?$expand=*")]
    [InlineData("keySets?$expand=keys_v2")]
    public async Task Expanded_keys_are_returned_as_entities(string path)
    {
        await _client.NewKeyAsync("a");
        await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"s"}""");

        var response = (await _client.GetAsync(path)).Json.AsObject();

        var set = (response["value"]?[0] ?? response).AsObject();
        set["keys_v2@odata.context"]!.GetValue<string>().Should().Be("http://localhost/beta/$metadata#trustFramework/keySets('B2C_1A_a')/keys_v2");
        set["keys_v2"]!.ToJsonString().Should().Be(set["keys"]!.ToJsonString());
        response["@odata.context"]!.GetValue<string>().Should().Contain("#trustFramework/keySets(keys_v2())");
        set["keys_v2"]!.AsArray().Select(key => key!.ToJsonString())
            .Should().BeEquivalentTo((await _client.GetAsync("keySets/B2C_1A_a/keys_v2")).Json["value"]!.AsArray().Select(key => key!.ToJsonString()));
    }

    [Fact]
    public async Task Without_expand_they_are_not_returned()
    {
        await _client.NewKeyAsync("a");

        (await _client.GetAsync("keySets/B2C_1A_a")).Text.Should().NotContain("keys_v2");
        (await _client.GetAsync("keySets")).Text.Should().NotContain("keys_v2");
    }

    [Theory]
    [InlineData("keySets?$expand=keys", "Parsing OData Select and Expand failed: Could not find a property named 'keys' on type 'microsoft.graph.trustFrameworkKeySet'.")]
    [InlineData("keySets?$expand=keys_v2,policies", "Parsing OData Select and Expand failed: Could not find a property named 'policies' on type 'microsoft.graph.trustFrameworkKeySet'.")]
    [InlineData("keySets?$expand=", "Parsing OData Select and Expand failed: Could not find a property named '' on type 'microsoft.graph.trustFrameworkKeySet'.")]
    [InlineData("keySets?$expand=keys_v2($select=kid)", "The query option '$expand=keys_v2($select=kid)' is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.")]
    [InlineData("keySets?$expand=keys_v2($select=kid,use)", "The query option '$expand=keys_v2($select=kid,use)' is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.")]
    [InlineData("keySets?$expand=keys_v2/$ref", "The query option '$expand=keys_v2/$ref' is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.")]
    [InlineData("keySets?$expand=keys_v2&expand=keys_v2", "Query option '$expand/expand' was specified more than once, but it must be specified at most once.")]
    [InlineData("keySets/B2C_1A_a/keys_v2?$expand=x", "Parsing OData Select and Expand failed: Could not find a property named 'x' on type 'microsoft.graph.trustFrameworkKey_v2'.")]
    [InlineData("policies?$expand=keys_v2", "Parsing OData Select and Expand failed: Could not find a property named 'keys_v2' on type 'microsoft.graph.trustFrameworkPolicy'.")]
    [Covers("SelectionPropertyUnknown")]
    public async Task An_unsupported_expand_is_refused_by_name(string path, string message) =>
        (await _client.GetAsync(path)).ShouldBeError(400, "BadRequest", message);
}
