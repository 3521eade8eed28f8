using System.Globalization;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Query;

/// <summary>A random filter, and a predicate with the same meaning.</summary>
internal sealed record GeneratedFilter(string Text, Func<JsonObject, bool> Matches);

/// <summary>Generates filters over the scalar properties of stored entities.</summary>
internal sealed class FilterGenerator(Random random, QueryableCollection collection)
{
    private static readonly string[] ComparisonOperators = ["eq", "ne", "gt", "ge", "lt", "le"];

    public GeneratedFilter Generate(int depth = 3) => CombineTerms(depth, "or", AndExpression, (left, right) => left || right);

    private GeneratedFilter AndExpression(int depth) => CombineTerms(depth, "and", Term, (left, right) => left && right);

    private GeneratedFilter CombineTerms(int depth, string keyword, Func<int, GeneratedFilter> generateOperand, Func<bool, bool, bool> combine)
    {
        var filter = generateOperand(depth);
        for (var more = random.Next(depth + 1) / 2; more > 0; more--)
        {
            var (left, right) = (filter, generateOperand(depth));
            filter = new GeneratedFilter(
                $"{left.Text}{Whitespace()}{RandomlyCased(keyword)}{Whitespace()}{right.Text}", entity => combine(left.Matches(entity), right.Matches(entity)));
        }

        return filter;
    }

    private GeneratedFilter Term(int depth)
    {
        switch (random.Next(depth > 0 ? 7 : 4))
        {
            case 4 or 5:
                var inner = Generate(depth - 1);
                return inner with { Text = $"({OptionalWhitespace()}{inner.Text}{OptionalWhitespace()})" };
            case 6:
                var not = Generate(depth - 1);
                return new GeneratedFilter($"{RandomlyCased("not")}{Whitespace()}({not.Text})", entity => !not.Matches(entity));
            case 3:
                return Membership();
            case 2 when collection.Texts.Count > 0:
                return Function();
            default:
                return Comparison();
        }
    }

    private GeneratedFilter Comparison()
    {
        var property = RandomProperty();
        var value = RandomOperand(property);
        // Booleans and enumerations have no order.
        var comparison = ComparisonOperators[random.Next(property.Kind is PropertyKind.Text or PropertyKind.Number ? 6 : 2)];
        if (random.Next(5) > 0)
            return new GeneratedFilter($"{RandomlyCased(property.Name)}{Whitespace()}{RandomlyCased(comparison)}{Whitespace()}{Literal(value)}", entity => Satisfies(entity[property.Name], comparison, value));
        var (name, reversed) = (property.Name, comparison.Replace('g', '?').Replace('l', 'g').Replace('?', 'l'));
        return new GeneratedFilter($"{Literal(value)}{Whitespace()}{RandomlyCased(reversed)}{Whitespace()}{RandomlyCased(name)}", entity => Satisfies(entity[name], comparison, value));
    }

    private GeneratedFilter Membership()
    {
        var property = RandomProperty();
        var values = Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomOperand(property)).ToList();
        var list = string.Join($"{OptionalWhitespace()},{OptionalWhitespace()}", values.Select(Literal));
        return new GeneratedFilter(
            $"{RandomlyCased(property.Name)}{Whitespace()}{RandomlyCased("in")}{OptionalWhitespace()}({OptionalWhitespace()}{list}{OptionalWhitespace()})", entity => values.Exists(value => Satisfies(entity[property.Name], "eq", value)));
    }

    private GeneratedFilter Function()
    {
        var (name, holds) = random.Next(3) switch
        {
            0 => ("startsWith", (Func<string, string, bool>)((text, part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase))),
            1 => ("endsWith", (text, part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase)),
            _ => ("contains", (text, part) => text.Contains(part, StringComparison.OrdinalIgnoreCase)),
        };
        var property = collection.Texts[random.Next(collection.Texts.Count)].Name;
        var whole = RandomStoredValue(property)?.GetValue<string>() ?? "B2C";
        var start = random.Next(whole.Length);
        var part = random.Next(3) == 0 ? whole[..random.Next(whole.Length)] : whole[start..random.Next(start, whole.Length)];
        return new GeneratedFilter(
            $"{RandomlyCased(name)}{OptionalWhitespace()}({OptionalWhitespace()}{RandomlyCased(property)}{OptionalWhitespace()},{OptionalWhitespace()}{Literal(part)}{OptionalWhitespace()})",
            entity => entity[property] is { } value && holds(value.GetValue<string>(), part));
    }

    private QueryableProperty RandomProperty() => collection.Scalars[random.Next(collection.Scalars.Count)];

    private JsonNode? RandomStoredValue(string property) => collection.Entities[random.Next(collection.Entities.Count)][property];

    /// <summary>Usually a value that an entity has.</summary>
    private object? RandomOperand(QueryableProperty property) => (random.Next(8), property.Kind) switch
    {
        (0, _) => null,
        (1, PropertyKind.Text) => "it's",
        (1, PropertyKind.Number) => random.NextInt64(-10, 5_000_000_000),
        (_, PropertyKind.Number) => RandomStoredValue(property.Name)?.GetValue<long>(),
        (_, PropertyKind.Boolean) => random.Next(2) == 0,
        (_, PropertyKind.Status) => new[] { "enabled", "DISABLED", "unknownFutureValue" }[random.Next(3)],
        _ => RandomStoredValue(property.Name) is { } stored ? RandomlyCased(stored.GetValue<string>()) : null,
    };

    private static bool Satisfies(JsonNode? stored, string comparison, object? expected)
    {
        if (stored is null || expected is null)
            return comparison switch { "eq" => stored is null && expected is null, "ne" => stored is not null || expected is not null, _ => false };
        var order = expected switch
        {
            string text => string.Compare(stored.GetValue<string>(), text, StringComparison.OrdinalIgnoreCase),
            long number => stored.GetValue<long>().CompareTo(number),
            var flag => stored.GetValue<bool>().CompareTo((bool)flag),
        };
        return comparison switch { "eq" => order == 0, "ne" => order != 0, "gt" => order > 0, "ge" => order >= 0, "lt" => order < 0, _ => order <= 0 };
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private string RandomlyCased(string word) => random.Next(4) switch
    {
        0 => word.ToUpperInvariant(),
        1 => word.ToLowerInvariant(),
        2 => string.Concat(word.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))),
        _ => word,
    };

    private string Whitespace() => random.Next(4) == 0 ? "  \t" : " ";

    private string OptionalWhitespace() => random.Next(4) == 0 ? " " : "";
}
