using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Query;

/// <summary>
/// Five thousand random queries with a fixed seed. Valid ones return the results of a naive implementation, invalid ones an error.
/// </summary>
public sealed class RandomizedQueryTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const int Queries = 2500;

    private readonly TrustFrameworkClient _client = server.NewTenant();
    private readonly Random _random = new(20261122);

    [Fact]
    public async Task Valid_queries_return_the_results_of_a_naive_implementation()
    {
        var generator = new QueryGenerator(_random, await StoreAsync());
        var (entities, pages) = (0, 0);

        for (var i = 0; i < Queries; i++)
        {
            var query = generator.Generate();
            var path = QueryPath(query.Collection, query.Options.Select(option => (option.Key, option.Value)));
            var response = await _client.GetAsync(path);

            response.Status.Should().Be(200, "{0} {1}: {2}", i, path, response.Text);
            ShouldBePage(response.Json, query, [.. query.Expected.Take(query.Top)], $"{i} {path}");
            entities += query.Expected.Count;
            if (_random.Next(5) == 0)
                pages += await FollowNextLinksAsync(response.Json, query, $"{i} {path}");
        }

        entities.Should().BeGreaterThan(Queries, "most queries match an entity");
        pages.Should().BeGreaterThan(50, "many have more than one page");
    }

    [Fact]
    public async Task Invalid_queries_return_an_error()
    {
        var generator = new QueryGenerator(_random, await StoreAsync());
        HashSet<string> messages = [];

        for (var i = 0; i < Queries; i++)
        {
            var (query, options) = generator.GenerateInvalid();
            var path = QueryPath(query.Collection, options);
            var response = await _client.GetAsync(path);

            response.Status.Should().Be(400, "{0} {1}: {2}", i, path, response.Text);
            response.ShouldBeEnvelope();
            messages.Add(response.Message!);
        }

        messages.Should().HaveCountGreaterThan(100, "the errors vary");
    }

    private async Task<int> FollowNextLinksAsync(JsonNode first, GeneratedQuery query, string description)
    {
        var (pages, seen, page) = (0, query.Top, first);
        while (page["@odata.nextLink"] is { } link)
        {
            page = (await _client.GetAsync(new Uri(link.GetValue<string>()).PathAndQuery)).Json;
            ShouldBePage(page, query, [.. query.Expected.Skip(seen).Take(query.Top)], description, seen);
            (pages, seen) = (pages + 1, seen + query.Top);
        }

        seen.Should().BeGreaterThanOrEqualTo(query.Expected.Count, description);
        return pages;
    }

    private static void ShouldBePage(JsonNode page, GeneratedQuery query, IReadOnlyList<JsonObject> expected, string description, int before = 0)
    {
        var members = query.Members.ToList();
        string ToJson(JsonObject entity) => new JsonObject(members.Select(name => KeyValuePair.Create(name, entity[name]?.DeepClone()))).ToJsonString();

        page["value"]!.AsArray().Select(entity => entity!.ToJsonString()).Should().Equal(expected.Select(ToJson), description);
        (page["@odata.nextLink"] is not null).Should().Be(query.Expected.Count > before + expected.Count, description);
        page["@odata.count"]?.GetValue<int>().Should().Be(query.Matching.Count, description);
        (page["@odata.count"] is not null).Should().Be(query.Options.GetValueOrDefault("count") == "true", description);
        page["@odata.context"]!.GetValue<string>().Should().EndWith(query.Selected.Count == 0 ? query.Collection.Path.Split('/')[^1] : $"({string.Join(',', query.Selected)})", description);
    }

    private string QueryPath(QueryableCollection collection, IEnumerable<(string Name, string Value)> options) =>
        $"{collection.Path}?{string.Join('&', options.OrderBy(_ => _random.Next()).Select(option => $"{RandomlyWrittenName(option.Name)}={Encode(option.Value)}"))}";

    private string RandomlyWrittenName(string option)
    {
        var cased = _random.Next(4) == 0 ? option.ToUpperInvariant() : option;
        return _random.Next(3) switch { 0 when !option.StartsWith('$') => cased, 1 => $"%24{cased}", _ => $"${cased}" };
    }

    /// <summary>Encodes all reserved characters, or only those that would change the value.</summary>
    private string Encode(string value)
    {
        if (_random.Next(2) == 0)
            return Uri.EscapeDataString(value);
        var space = _random.Next(2) == 0 ? "+" : "%20";
        return value.Replace("%", "%25", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal).Replace("\t", "%09", StringComparison.Ordinal).Replace(" ", space, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<QueryableCollection>> StoreAsync()
    {
        await StoredKeys.StoreAsync(_client);
        foreach (var name in new[] { "Alpha", "alphabet", "Beta", "beta-2", "gamma_1", "Delta", "e.f", "Zz" })
        {
            await _client.PutPolicyAsync($"B2C_1A_{name}", TrustFrameworkClient.Policy($"B2C_1A_{name}"));
            await _client.PostAsync("keySets", $$"""{"id":"{{name}}"}""");
        }

        string[] names = ["id", "appId", "displayName", "publisherDomain", "signInAudience"];
        string[] texts = ["k", "x5t", "kty", "use", "kid", "e", "n", "d"];
        return
        [
            await ReadAsync("policies", "id", [Text("id")]),
            await ReadAsync("keySets", "id", [Text("id")]),
            await ReadAsync(StoredKeys.Path, "kid", [.. texts.Select(Text), new("exp", PropertyKind.Number), new("nbf", PropertyKind.Number), new("status", PropertyKind.Status)]),
            await ReadAsync("/v1.0/applications", "id", [.. names.Select(Text), new("isFallbackPublicClient", PropertyKind.Boolean)]),
            await ReadAsync("/beta/domains", "id", [Text("authenticationType"), Text("availabilityStatus"), Text("id"), new("isDefault", PropertyKind.Boolean)]),
        ];
    }

    private async Task<QueryableCollection> ReadAsync(string path, string key, IReadOnlyList<QueryableProperty> scalars)
    {
        var entities = (await _client.GetAsync(path)).Json["value"]!.AsArray().Select(entity => entity!.AsObject()).ToList();
        return new QueryableCollection(path, key, [.. entities[0].Select(member => member.Key)], scalars, entities);
    }

    private static QueryableProperty Text(string name) => new(name, PropertyKind.Text);
}
