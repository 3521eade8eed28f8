using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Query;

/// <summary>
/// Five thousand queries made by chance. Right ones answer what a naive reading of what is stored says; wrong ones get Graph's
/// envelope; none fails.
/// </summary>
public sealed class RandomizedQueryTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const int Queries = 2500;

    private readonly TrustFrameworkClient _client = server.NewTenant();
    private readonly Random _random = new(20261122);

    [Fact]
    public async Task Right_queries_are_answered_as_a_naive_reading_says()
    {
        var maker = new QueryGenerator(_random, await StoreAsync());
        var (found, paged) = (0, 0);

        for (var i = 0; i < Queries; i++)
        {
            var query = maker.Generate();
            var path = QueryPath(query.Collection, query.Options.Select(option => (option.Key, option.Value)));
            var answer = await _client.GetAsync(path);

            answer.Status.Should().Be(200, "{0} {1}: {2}", i, path, answer.Text);
            ShouldBePage(answer.Json, query, [.. query.Expected.Take(query.Top)], $"{i} {path}");
            found += query.Expected.Count;
            if (_random.Next(5) == 0)
                paged += await FollowNextLinksAsync(answer.Json, query, $"{i} {path}");
        }

        found.Should().BeGreaterThan(Queries, "most queries find something");
        paged.Should().BeGreaterThan(100, "many have more than one page");
    }

    [Fact]
    public async Task Wrong_queries_get_the_envelope()
    {
        var maker = new QueryGenerator(_random, await StoreAsync());
        HashSet<string> messages = [];

        for (var i = 0; i < Queries; i++)
        {
            var (query, options) = maker.GenerateInvalid();
            var path = QueryPath(query.Collection, options);
            var answer = await _client.GetAsync(path);

            answer.Status.Should().Be(400, "{0} {1}: {2}", i, path, answer.Text);
            answer.ShouldBeEnvelope();
            messages.Add(answer.Message!);
        }

        messages.Should().HaveCountGreaterThan(100, "they are wrong in many ways");
    }

    private async Task<int> FollowNextLinksAsync(JsonNode first, GeneratedQuery query, string what)
    {
        var (pages, seen, page) = (0, query.Top, first);
        while (page["@odata.nextLink"] is { } link)
        {
            page = (await _client.GetAsync(new Uri(link.GetValue<string>()).PathAndQuery)).Json;
            ShouldBePage(page, query, [.. query.Expected.Skip(seen).Take(query.Top)], what, seen);
            (pages, seen) = (pages + 1, seen + query.Top);
        }

        seen.Should().BeGreaterThanOrEqualTo(query.Expected.Count, what);
        return pages;
    }

    private static void ShouldBePage(JsonNode page, GeneratedQuery query, IReadOnlyList<JsonObject> expected, string what, int before = 0)
    {
        var members = query.Members.ToList();
        string Shown(JsonObject entity) => new JsonObject(members.Select(name => KeyValuePair.Create(name, entity[name]?.DeepClone()))).ToJsonString();

        page["value"]!.AsArray().Select(entity => entity!.ToJsonString()).Should().Equal(expected.Select(Shown), what);
        (page["@odata.nextLink"] is not null).Should().Be(query.Expected.Count > before + expected.Count, what);
        page["@odata.count"]?.GetValue<int>().Should().Be(query.Matching.Count, what);
        (page["@odata.count"] is not null).Should().Be(query.Options.GetValueOrDefault("count") == "true", what);
        page["@odata.context"]!.GetValue<string>().Should().EndWith(query.Selected.Count == 0 ? query.Collection.Path.Split('/')[^1] : $"({string.Join(',', query.Selected)})", what);
    }

    private string QueryPath(QueryableCollection collection, IEnumerable<(string Name, string Value)> options) =>
        $"{collection.Path}?{string.Join('&', options.OrderBy(_ => _random.Next()).Select(option => $"{RandomlyWrittenName(option.Name)}={Encode(option.Value)}"))}";

    private string RandomlyWrittenName(string option)
    {
        var cased = _random.Next(4) == 0 ? option.ToUpperInvariant() : option;
        return _random.Next(3) switch { 0 when !option.StartsWith('$') => cased, 1 => $"%24{cased}", _ => $"${cased}" };
    }

    /// <summary>All of it, or no more than what would otherwise end the value or mean something else.</summary>
    private string Encode(string value)
    {
        if (_random.Next(2) == 0)
            return Uri.EscapeDataString(value);
        var blank = _random.Next(2) == 0 ? "+" : "%20";
        return value.Replace("%", "%25", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal).Replace("\t", "%09", StringComparison.Ordinal).Replace(" ", blank, StringComparison.Ordinal);
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
