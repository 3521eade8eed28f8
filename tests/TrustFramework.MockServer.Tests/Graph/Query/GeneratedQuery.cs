using System.Globalization;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Query;

internal enum PropertyKind
{
    Text,
    Number,
    Boolean,
    Status,
}

internal sealed record QueryableProperty(string Name, PropertyKind Kind);

/// <summary>A collection with all of its entities.</summary>
/// <param name="Members">The members of an entity, in the order of the response.</param>
internal sealed record QueryableCollection(string Path, string Key, IReadOnlyList<string> Members, IReadOnlyList<QueryableProperty> Scalars, IReadOnlyList<JsonObject> Entities)
{
    public IReadOnlyList<QueryableProperty> Texts => [.. Scalars.Where(property => property.Kind == PropertyKind.Text)];
}

/// <summary>The options of a query, by name without the dollar sign, and the expected result.</summary>
internal sealed record GeneratedQuery(QueryableCollection Collection, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The entities that match the filter, in order.</summary>
    public required IReadOnlyList<JsonObject> Matching { get; init; }

    public int Skip { get; init; }

    public int Top { get; init; } = 1000;

    public IReadOnlyList<string> Selected { get; init; } = [];

    public IReadOnlyList<JsonObject> Expected => [.. Matching.Skip(Skip)];

    public IEnumerable<string> Members => Selected.Count == 0 || Selected[0] == "*" ? Collection.Members : Collection.Members.Where(Selected.Contains);
}

/// <summary>Generates valid and invalid queries.</summary>
internal sealed class QueryGenerator(Random random, IReadOnlyList<QueryableCollection> collections)
{
    private static readonly string[] StatusOrder = ["enabled", "disabled"];

    public GeneratedQuery Generate()
    {
        var collection = collections[random.Next(collections.Count)];
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var matching = collection.Entities.OrderBy(entity => entity[collection.Key]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase).ToList();
        if (random.Next(3) > 0)
        {
            var filter = new FilterGenerator(random, collection).Generate();
            options["filter"] = $"{OptionalWhitespace()}{filter.Text}{OptionalWhitespace()}";
            matching = [.. matching.Where(filter.Matches)];
        }

        if (random.Next(2) == 0)
            matching = Order(collection, matching, options);
        var query = new GeneratedQuery(collection, options) { Matching = matching };
        if (random.Next(2) == 0)
            options["top"] = Number((query = query with { Top = random.Next(1, random.Next(2) == 0 ? 6 : 1000) }).Top);
        if (random.Next(3) == 0)
            options["skip"] = Number((query = query with { Skip = random.Next(0, 6) }).Skip);
        if (random.Next(3) == 0)
            options["count"] = random.Next(2) == 0 ? "true" : "false";
        if (random.Next(2) == 0)
            query = query with { Selected = Select(collection, options) };
        return query;
    }

    /// <summary>A valid query in which one option is replaced by an invalid one.</summary>
    public (GeneratedQuery Query, IReadOnlyList<(string Name, string Value)> Options) GenerateInvalid()
    {
        var query = Generate();
        var options = query.Options.ToDictionary(StringComparer.Ordinal);
        var valid = options.GetValueOrDefault("filter") ?? "true";
        var key = query.Collection.Key;
        string[] filters =
        [
            "", "nothing eq 'a'", $"{key} eq 5", $"{key} eq true", $"{key} eq", $"eq {key}", $"{key} 'a'", $"{key} like 'a'", $"not {key}", $"like({key},'a')", $"startswith({key})",
            $"startswith({key},5)", $"contains({key},'a'", $"{key} eq 'a", $"{key} eq \"a\"", $"{key} = 'a'", $"{key} in ()", $"{key} in ('a',7)", $"{key} in 'a'", "5", "'a'", "true gt false",
            $"({valid}", $"{valid})", $"({valid}) x", $"({valid}) and", $"or ({valid})", $"({valid}) and {key}", $"({valid}) or nothing eq 'a'", $"({valid}) ; true", $"({valid}) 'a'",
            $"({valid}) eq 'a'", $"({valid}) and {key} ge 5", $"{key} has 'a'", $"tolower({key}) eq 'a'", new string('(', 60), new string('a', 5000),
        ];
        (string Name, string Value)[] invalidOptions =
        [
            ("filter", filters[random.Next(filters.Length)]), ("filter", filters[random.Next(filters.Length)]), ("filter", filters[random.Next(filters.Length)]),
            ("orderby", new[] { "", "nothing", $"{key} up", $"{key},", $"{key} asc desc", $",{key}", $"{key} {key}", "'a'", $"{key}+desc" }[random.Next(9)]),
            ("top", new[] { "0", "1000", "-1", "x", "", "1.5", "5 5", "99999999999999999999" }[random.Next(8)]),
            ("skip", new[] { "-1", "x", "", "1.5", "null" }[random.Next(5)]), ("count", new[] { "yes", "", "1", "TRUE", "truefalse" }[random.Next(5)]),
            ("select", new[] { "nothing", "", $"{key},", $"{key} x", $"{key}(", $"'{key}'" }[random.Next(6)]), ("expand", new[] { "nothing", "", key, "a)" }[random.Next(4)]),
            ("search", "a"), ("format", "json"), ("skiptoken", new[] { "", "abc", "W10", "!" }[random.Next(4)]), ("$nothing", "a"), ("$$top", "1"),
        ];
        var (name, value) = invalidOptions[random.Next(invalidOptions.Length)];
        options[name] = value;
        List<(string, string)> all = [.. options.Select(option => (option.Key, option.Value))];
        // A repeated option is invalid too.
        if (random.Next(10) == 0)
            all.Add(all[random.Next(all.Count)]);
        return (query, all);
    }

    private List<JsonObject> Order(QueryableCollection collection, List<JsonObject> entities, Dictionary<string, string> options)
    {
        var terms = Enumerable.Range(0, random.Next(1, 4)).Select(_ => (Property: collection.Scalars[random.Next(collection.Scalars.Count)], Direction: random.Next(3))).ToList();
        options["orderby"] = string.Join(
            $"{OptionalWhitespace()},{OptionalWhitespace()}", terms.Select(term => term.Property.Name + (term.Direction switch { 0 => "", 1 => "  ASC", _ => random.Next(2) == 0 ? " desc" : " Desc" })));
        // Sorts by the last term first; each sort is stable.
        foreach (var (property, direction) in Enumerable.Reverse(terms))
            entities = [.. direction == 2 ? entities.OrderByDescending(entity => SortKey(entity, property), SortKeyComparer) : entities.OrderBy(entity => SortKey(entity, property), SortKeyComparer)];
        return entities;
    }

    private static Comparer<object?> SortKeyComparer { get; } = Comparer<object?>.Create((one, other) => (one, other) switch
    {
        (string text, string another) => string.Compare(text, another, StringComparison.OrdinalIgnoreCase),
        _ => Comparer<object>.Default.Compare(one, other),
    });

    private static object? SortKey(JsonObject entity, QueryableProperty property) => (entity[property.Name], property.Kind) switch
    {
        (null, _) => null,
        ({ } value, PropertyKind.Number) => value.GetValue<long>(),
        ({ } value, PropertyKind.Boolean) => value.GetValue<bool>(),
        ({ } value, PropertyKind.Status) => Array.IndexOf(StatusOrder, value.GetValue<string>()),
        ({ } value, _) => value.GetValue<string>(),
    };

    private List<string> Select(QueryableCollection collection, Dictionary<string, string> options)
    {
        var selected = collection.Members.Where(_ => random.Next(2) == 0).DefaultIfEmpty(random.Next(2) == 0 ? "*" : collection.Key).ToList();
        options["select"] = string.Join($"{OptionalWhitespace()},{OptionalWhitespace()}", selected.Select(name => random.Next(3) == 0 ? name.ToUpperInvariant() : name));
        return selected;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string OptionalWhitespace() => random.Next(4) == 0 ? " " : "";
}
