using System.Text;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Query;

public sealed class PagingTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("keySets?$top=2", "AB CD E")]
    [InlineData("keySets/?top=2&$count=true", "AB CD E")]
    [InlineData("keySets?$top=2&$orderby=id desc", "ED CB A")]
    [InlineData("keySets?$orderby=id desc,id&$top=4", "EDCB A")]
    [InlineData("keySets?$top=2&$skip=1", "BC DE")]
    [InlineData("keySets?$skip=3&$top=1", "D E")]
    [InlineData("keySets?$top=2&$filter=id ne 'B2C_1A_C'", "AB DE")]
    [InlineData("keySets?$top=5", "ABCDE")]
    [InlineData("keySets?$skip=9", "")]
    [InlineData("keySets", "ABCDE")]
    public async Task Next_links_lead_through_all_pages(string path, string pages)
    {
        await StoreAsync("A", "B", "C", "D", "E");

        (await PagesAsync(path)).Should().Be(pages);
    }

    [Fact]
    public async Task The_next_link_is_the_requested_URL_with_a_skip_token()
    {
        await StoreAsync("A", "B", "C");

        var first = await _client.SendAsync(
            HttpMethod.Get, "/BETA/trustframework/KeySets/?select=id&x=%20a&$skip=0&%24top=1&$filter=startswith(id,%27b2c%27)", configure: request => request.Headers.Host = "127.0.0.1:8123");

        var link = first.Json["@odata.nextLink"]!.GetValue<string>();
        link.Should().StartWith("http://127.0.0.1:8123/BETA/trustframework/KeySets/?select=id&x=%20a&%24top=1&$filter=startswith(id,%27b2c%27)&$skiptoken=")
            .And.MatchRegex("=[A-Za-z0-9_-]+$");
        first.Json.AsObject().Select(member => member.Key).Should().Equal("@odata.context", "@odata.nextLink", "value");
        var second = await _client.SendAsync(HttpMethod.Get, new Uri(link).PathAndQuery, configure: request => request.Headers.Host = "127.0.0.1:8123");
        second.Json["value"]![0]!["id"]!.GetValue<string>().Should().Be("B2C_1A_B");
        second.Json["@odata.nextLink"]!.GetValue<string>().Should().StartWith(link[..link.IndexOf("$skiptoken", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task The_next_link_keeps_the_form_of_the_key()
    {
        await StoredKeys.StoreAsync(_client);

        var link = (await _client.GetAsync("keySets('b2c_1a_KEYS')/keys_v2?$top=5&$orderby=status desc,exp")).Json["@odata.nextLink"]!.GetValue<string>();

        link.Should().StartWith("http://localhost/beta/trustFramework/keySets('b2c_1a_KEYS')/keys_v2?$top=5&$orderby=");
        (await _client.GetAsync(new Uri(link).PathAndQuery)).Json["value"]!.AsArray().Should().HaveCount(4);
    }

    [Fact]
    public async Task Changes_between_pages_neither_repeat_nor_hide_an_entity()
    {
        foreach (var order in new[] { "id", "id desc" })
        {
            var client = server.NewTenant();
            var names = Enumerable.Range(0, 20).Select(i => $"k{i:D2}").ToList();
            foreach (var name in names)
                await client.PostAsync("keySets", $$"""{"id":"{{name}}"}""");
            List<string> seen = [];

            for (var path = $"keySets?$top=3&$orderby={order}"; path is not null;)
            {
                var page = (await client.GetAsync(path)).Json;
                var ids = page["value"]!.AsArray().Select(set => set!["id"]!.GetValue<string>()).ToList();
                seen.AddRange(ids);
                // Deletes the entity that the token points to, and adds one before the position.
                await client.DeleteAsync($"keySets/{ids[^1]}");
                await client.PostAsync("keySets", $$"""{"id":"{{(order == "id" ? "a" : "z")}}{{seen.Count}}"}""");
                path = page["@odata.nextLink"] is { } link ? new Uri(link.GetValue<string>()).PathAndQuery : null;
            }

            seen.Should().BeEquivalentTo(names.Select(name => $"B2C_1A_{name}")).And.HaveCount(20);
        }
    }

    [Fact]
    public async Task Later_pages_include_added_entities_and_omit_deleted_ones()
    {
        await StoreAsync("A", "C", "E");
        var link = (await _client.GetAsync("keySets?$top=1")).Json["@odata.nextLink"]!.GetValue<string>();
        await _client.PostAsync("keySets", """{"id":"B"}""");
        await _client.DeleteAsync("keySets/B2C_1A_C");

        (await PagesAsync(new Uri(link).PathAndQuery)).Should().Be("B E");
    }

    [Fact]
    public async Task The_count_is_the_number_of_matching_entities_on_every_page()
    {
        await StoreAsync("A", "B", "C", "D", "E");

        foreach (var (query, count) in new[] { ("$count=true", 5), ("$count=true&$top=2", 5), ("count=true&$skip=4&$filter=id gt 'B2C_1A_A'", 4), ("$count=true&$filter=false", 0) })
            (await _client.GetAsync($"keySets?{query}")).Json["@odata.count"]!.GetValue<int>().Should().Be(count, query);
        var page = (await _client.GetAsync("keySets?$count=true&$top=2")).Json;
        page.AsObject().Select(member => member.Key).Should().Equal("@odata.context", "@odata.count", "@odata.nextLink", "value");
        (await _client.GetAsync(new Uri(page["@odata.nextLink"]!.GetValue<string>()).PathAndQuery)).Json["@odata.count"]!.GetValue<int>().Should().Be(5);
        (await _client.GetAsync("keySets?$count=false")).Text.Should().NotContain("@odata.count");
    }

    [Theory]
    [InlineData("odata.maxpagesize=2", "keySets", "AB CD E", "odata.maxpagesize=2")]
    [InlineData("MaxPageSize = \"2\" ; x=y, respond-async", "keySets", "AB CD E", "odata.maxpagesize=2")]
    [InlineData("return=minimal, maxpagesize=3", "keySets?$top=2", "AB CD E", "odata.maxpagesize=3")]
    [InlineData("odata.maxpagesize=2", "keySets?$top=3", "AB CD E", "odata.maxpagesize=2")]
    [InlineData("odata.maxpagesize=2,odata.maxpagesize=1", "keySets", "AB CD E", "odata.maxpagesize=2")]
    [InlineData("odata.maxpagesize=100000", "keySets", "ABCDE", "odata.maxpagesize=100000")]
    [InlineData("odata.maxpagesize=0", "keySets", "ABCDE", null)]
    [InlineData("odata.maxpagesize=-2", "keySets", "ABCDE", null)]
    [InlineData("odata.maxpagesize", "keySets", "ABCDE", null)]
    [InlineData("return=minimal", "keySets", "ABCDE", null)]
    public async Task A_preferred_page_size_applies_to_all_pages_and_is_acknowledged(string prefer, string path, string pages, string? applied)
    {
        await StoreAsync("A", "B", "C", "D", "E");

        var first = await _client.SendAsync(HttpMethod.Get, path, configure: request => request.Headers.TryAddWithoutValidation("Prefer", prefer));

        first.Header("Preference-Applied").Should().Be(applied);
        var rest = first.Json["@odata.nextLink"] is { } link ? await PagesAsync(new Uri(link.GetValue<string>()).PathAndQuery) : "";
        $"{Names(first.Json)} {rest}".Trim().Should().Be(pages);
    }

    [Fact]
    public async Task A_page_has_a_thousand_entities_by_default()
    {
        var own = MockServerFactory.With("MockServer:Clients:*:Permissions", AccessTokens.PolicyRead);
        foreach (var i in Enumerable.Range(0, 1000))
            own.And($"MockServer:Clients:app{i}:DisplayName", $"{i}");
        await using (own)
        {
            var first = (await own.NewTenant().GetAsync("/v1.0/applications")).Json;

            first["value"]!.AsArray().Should().HaveCount(1000);
            first["@odata.nextLink"].Should().NotBeNull();
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("###")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("[1,2,3]")]
    [InlineData("[\"\\udfff\",0,\"a\"]")]
    [InlineData("[\"a\",1e9,\"a\"]")]
    [InlineData("[\"a\",-1,\"a\"]")]
    [InlineData("[\"a\",0]")]
    [Covers("SkipTokenInvalid")]
    public async Task An_invalid_skip_token_is_rejected(string json)
    {
        foreach (var token in new[] { json, Encode(json), Encode(json) + "=" })
            (await _client.GetAsync($"keySets?$skiptoken={Uri.EscapeDataString(token)}")).ShouldBeError(400, "", "Invalid Skip Token");
    }

    [Theory]
    [InlineData("keySets?$top=1&$orderby=id desc")]
    [InlineData("keySets?$top=1&$filter=id ne 'B2C_1A_X'")]
    [InlineData("policies?$top=1")]
    [Covers("SkipTokenExpired")]
    public async Task A_skip_token_of_another_query_is_rejected(string other)
    {
        await StoreAsync("A", "B");
        var token = Token((await _client.GetAsync("keySets?$top=1")).Json);

        (await _client.GetAsync($"keySets?$top=7&$select=id&$skiptoken={token}")).Status.Should().Be(200, "these options do not change the query");
        (await _client.GetAsync($"{other}&$skiptoken={token}")).ShouldBeError(
            400, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.");
    }

    [Fact]
    public async Task A_modified_skip_token_never_causes_an_exception()
    {
        await StoredKeys.StoreAsync(_client);
        const string Path = StoredKeys.Path + "?$top=2&$orderby=status,exp,kid desc";
        var parts = JsonNode.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(Token((await _client.GetAsync(Path)).Json))))!.AsArray();
        string[] values = ["null", "1", "true", "\"x\"", "[]", "{}", "1.5", "1e30", "99999999999999999999", "\"\\ud800\""];
        var refused = 0;

        for (var at = 0; at <= parts.Count; at++)
        {
            foreach (var value in values)
            {
                var texts = parts.Select(part => part?.ToJsonString() ?? "null").ToList();
                texts = [.. texts[..at], value, .. texts.Skip(at + 1)];
                var response = await _client.GetAsync($"{Path}&$skiptoken={Encode($"[{string.Join(',', texts)}]")}");

                response.Status.Should().BeOneOf([200, 400], "{0} at {1}", value, at);
                refused += response.Status / 400;
            }
        }

        refused.Should().BeGreaterThan(40);
    }

    private static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Token(JsonNode page) => page["@odata.nextLink"]!.GetValue<string>().Split("$skiptoken=")[1];

    private static string Names(JsonNode page) => string.Concat(page["value"]!.AsArray().Select(set => set!["id"]!.GetValue<string>()[^1]));

    private async Task StoreAsync(params string[] names)
    {
        foreach (var name in names)
            (await _client.PostAsync("keySets", $$"""{"id":"{{name}}"}""")).Status.Should().Be(201);
    }

    /// <summary>The last letters of the ids, grouped by page.</summary>
    private async Task<string> PagesAsync(string path)
    {
        List<string> pages = [];
        for (var next = path; next is not null;)
        {
            var page = (await _client.GetAsync(next)).Json;
            pages.Add(Names(page));
            next = page["@odata.nextLink"] is { } link ? new Uri(link.GetValue<string>()).PathAndQuery : null;
        }

        return string.Join(' ', pages);
    }
}
