using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Representation;

/// <summary>The metadata level follows from <c>Accept</c>: conventions 3 [D].</summary>
public sealed class MetadataLevelTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Service = "http://localhost/beta";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("*/*", "minimal", "false")]
    [InlineData("application/json", "minimal", "false")]
    [InlineData("application/*;q=0.5", "minimal", "false")]
    [InlineData("application/json;odata.metadata=minimal", "minimal", "false")]
    [InlineData("application/json;odata.metadata=none", "none", "false")]
    [InlineData("application/json; odata.metadata=\"FULL\"", "full", "false")]
    [InlineData("text/html, application/json;q=0.2;odata.metadata=none, application/json;q=0.9;odata.metadata=full", "full", "false")]
    [InlineData("application/json;IEEE754Compatible=true", "minimal", "true")]
    [InlineData("application/json;odata.metadata=none;ieee754compatible=TRUE", "none", "true")]
    [InlineData("no list of types", "minimal", "false")]
    public async Task The_content_type_has_the_metadata_level(string accept, string level, string isCompatible) =>
        (await GetAsync("policies", accept)).ContentType.Should().Be(
            $"application/json;odata.metadata={level};odata.streaming=true;IEEE754Compatible={isCompatible};charset=utf-8");

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml")]
    [InlineData("application/json; q=0")]
    [InlineData("application/json; odata.metadata=huge")]
    [Covers("NotAcceptable")]
    public async Task A_request_that_does_not_accept_JSON_is_rejected(string accept) => (await GetAsync("keySets", accept)).ShouldBeError(
        406, "NotAcceptable", $"The requested media type '{accept}' is not supported. Answers are application/json.");

    [Fact]
    public async Task Content_and_counts_ignore_the_accept_header()
    {
        (await _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"))).Status.Should().Be(201);

        (await GetAsync("policies/B2C_1A_A/$value", "application/json")).ContentType.Should().Be("application/xml");
        (await GetAsync("policies/$count", "application/xml")).Text.Should().Be("1");
        (await _client.SendAsync(HttpMethod.Delete, "policies/B2C_1A_A", configure: request => request.Headers.Add("Accept", "text/html"))).Status.Should().Be(204);
    }

    [Fact]
    public async Task Level_none_keeps_only_paging_annotations()
    {
        await _client.NewKeyAsync("A");
        await _client.NewKeyAsync("B");

        var list = (await GetAsync("keySets?$expand=keys_v2&$count=true&$top=1", "application/json;odata.metadata=none")).Json.AsObject();

        Members(list).Should().Equal("@odata.count", "@odata.nextLink", "value");
        Members(list["value"]![0]!).Should().Equal("id", "keys", "keys_v2");
        Members((await GetAsync("keySets/B2C_1A_A", "application/json;odata.metadata=none")).Json).Should().Equal("id", "keys");
    }

    [Fact]
    public async Task Level_full_adds_type_id_and_links_of_a_policy()
    {
        (await _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"))).Status.Should().Be(201);
        const string entity = """
            "@odata.type": "#microsoft.graph.trustFrameworkPolicy",
            "@odata.id": "http://localhost/beta/trustFramework/policies('B2C_1A_A')",
            "@odata.editLink": "trustFramework/policies('B2C_1A_A')",
            "@odata.mediaEditLink": "trustFramework/policies('B2C_1A_A')/$value",
            "@odata.mediaReadLink": "trustFramework/policies('B2C_1A_A')/$value",
            "@odata.mediaContentType": "application/xml",
            "id": "B2C_1A_A"
            """;

        ShouldBe(await GetFullAsync("policies"), $$"""{"@odata.context": "{{Service}}/$metadata#trustFramework/policies", "value": [ { {{entity}} } ]}""");
        ShouldBe(await GetFullAsync("policies/B2C_1A_A"), $$"""{"@odata.context": "{{Service}}/$metadata#trustFramework/policies/$entity", {{entity}} }""");
    }

    [Fact]
    public async Task Level_full_adds_property_types_and_navigation_links()
    {
        var kid = await _client.NewKeyAsync("A");

        var set = await GetFullAsync("keySets/B2C_1A_A?$expand=keys_v2");
        var key = await GetFullAsync($"keySets/B2C_1A_A/keys_v2/{kid}");

        set["keys_v2@odata.navigationLink"]!.GetValue<string>().Should().Be($"{Service}/trustFramework/keySets('B2C_1A_A')/keys_v2");
        set["keys@odata.type"]!.GetValue<string>().Should().Be("#Collection(microsoft.graph.trustFrameworkKey)");
        set["keys"]![0]!["@odata.type"]!.GetValue<string>().Should().Be("#microsoft.graph.trustFrameworkKey");
        set["keys"]![0]!["status@odata.type"]!.GetValue<string>().Should().Be("#microsoft.graph.trustFrameworkKeyStatus");
        set["keys"]![0]!["x5c@odata.type"]!.GetValue<string>().Should().Be("#Collection(String)");
        set["keys"]![0]!.AsObject().Should().NotContainKey("exp@odata.type", "null has no type");
        set["keys_v2"]![0]!["@odata.id"]!.GetValue<string>().Should().Be(Uri.UnescapeDataString(key["@odata.id"]!.GetValue<string>()));
        key["@odata.editLink"]!.GetValue<string>().Should().Be($"trustFramework/keySets('B2C_1A_A')/keys_v2('{kid}')");
    }

    [Fact]
    public async Task Ids_and_links_of_level_full_can_be_requested()
    {
        await _client.NewKeyAsync("A", "RSA");
        var set = await GetFullAsync("keySets/B2C_1A_A");

        var again = await _client.GetAsync(set["@odata.id"]!.GetValue<string>()[Service.Length..].Insert(0, "/beta"));
        var keys = await _client.GetAsync(set["keys_v2@odata.navigationLink"]!.GetValue<string>()[Service.Length..].Insert(0, "/beta"));

        again.Json["id"]!.GetValue<string>().Should().Be("B2C_1A_A");
        keys.Json["value"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Actions_and_writes_use_the_requested_level()
    {
        var keySet = await _client.SendAsync(HttpMethod.Post, "keySets", TrustFrameworkClient.Json("""{"id":"A"}"""), Full);
        var key = await _client.SendAsync(HttpMethod.Post, "keySets/B2C_1A_A/uploadSecret", TrustFrameworkClient.Json("""{"use":"sig","k":"c2VjcmV0LXRoYXQtaXMtbG9uZy1lbm91Z2g","exp":4102444800}"""), Full);

        keySet.Json["@odata.id"]!.GetValue<string>().Should().Be($"{Service}/trustFramework/keySets('B2C_1A_A')");
        key.Json["@odata.type"]!.GetValue<string>().Should().Be("#microsoft.graph.trustFrameworkKey");
        key.Json["exp@odata.type"]!.GetValue<string>().Should().Be("#Int64");
        key.Json.AsObject().Should().NotContainKey("@odata.id", "a value has no URL");
    }

    [Fact]
    public async Task IEEE754Compatible_writes_64_bit_numbers_as_strings()
    {
        (await _client.PostAsync("keySets", """{"id":"A"}""")).Status.Should().Be(201);
        (await _client.PostAsync("keySets/B2C_1A_A/uploadSecret", """{"use":"sig","k":"c2VjcmV0LXRoYXQtaXMtbG9uZy1lbm91Z2g","exp":4102444800}""")).Status.Should().Be(200);

        var strings = (await GetAsync("keySets?$count=true", "application/json;IEEE754Compatible=true")).Json;
        var numbers = (await GetAsync("keySets?$count=true", "application/json")).Json;

        strings["value"]![0]!["keys"]![0]!["exp"]!.ToJsonString().Should().Be("\"4102444800\"");
        strings["@odata.count"]!.ToJsonString().Should().Be("\"1\"");
        numbers["value"]![0]!["keys"]![0]!["exp"]!.GetValueKind().Should().Be(JsonValueKind.Number);
        numbers["@odata.count"]!.GetValueKind().Should().Be(JsonValueKind.Number);
    }

    [Fact]
    public async Task Select_and_the_metadata_level_can_be_combined()
    {
        await _client.NewKeyAsync("A");

        var set = await GetFullAsync("keySets/B2C_1A_A?$select=keys");

        set.Should().ContainKey("keys").And.NotContainKey("id");
        set["@odata.id"]!.GetValue<string>().Should().Be($"{Service}/trustFramework/keySets('B2C_1A_A')");
    }

    private static void Full(HttpRequestMessage request) => request.Headers.Add("Accept", "application/json;odata.metadata=full");

    private Task<ApiResponse> GetAsync(string path, string accept) =>
        _client.SendAsync(HttpMethod.Get, path, configure: request => request.Headers.TryAddWithoutValidation("Accept", accept));

    private async Task<JsonObject> GetFullAsync(string path)
    {
        var response = await _client.SendAsync(HttpMethod.Get, path, configure: Full);
        response.Status.Should().Be(200, response.Text);
        return response.Json.AsObject();
    }

    private static void ShouldBe(JsonObject response, string expected) =>
        response.ToJsonString().Should().Be(JsonNode.Parse(expected)!.ToJsonString());

    private static IEnumerable<string> Members(JsonNode node) => node.AsObject().Select(member => member.Key);
}
