using System.Globalization;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Query;

/// <summary>A filter made by chance, and what it means, said without the server's help.</summary>
internal sealed record MadeFilter(string Text, Func<JsonObject, bool> Admits);

/// <summary>Makes filters over the scalar properties of entities that were read back.</summary>
internal sealed class FilterMaker(Random random, MadeCollection collection)
{
    private static readonly string[] Relations = ["eq", "ne", "gt", "ge", "lt", "le"];

    public MadeFilter Make(int depth = 3) => Join(depth, "or", Alternative, (left, right) => left || right);

    private MadeFilter Alternative(int depth) => Join(depth, "and", Term, (left, right) => left && right);

    private MadeFilter Join(int depth, string word, Func<int, MadeFilter> part, Func<bool, bool, bool> both)
    {
        var made = part(depth);
        for (var more = random.Next(depth + 1) / 2; more > 0; more--)
        {
            var (left, right) = (made, part(depth));
            made = new MadeFilter($"{left.Text}{Blank()}{Cased(word)}{Blank()}{right.Text}", entity => both(left.Admits(entity), right.Admits(entity)));
        }

        return made;
    }

    private MadeFilter Term(int depth)
    {
        switch (random.Next(depth > 0 ? 7 : 4))
        {
            case 4 or 5:
                var inner = Make(depth - 1);
                return inner with { Text = $"({Gap()}{inner.Text}{Gap()})" };
            case 6:
                var not = Make(depth - 1);
                return new MadeFilter($"{Cased("not")}{Blank()}({not.Text})", entity => !not.Admits(entity));
            case 3:
                return Membership();
            case 2 when collection.Texts.Count > 0:
                return Function();
            default:
                return Comparison();
        }
    }

    private MadeFilter Comparison()
    {
        var property = Property();
        var value = Value(property);
        // A flag and an enumeration have no order.
        var relation = Relations[random.Next(property.Kind is MadeKind.Text or MadeKind.Number ? 6 : 2)];
        if (random.Next(5) > 0)
            return new MadeFilter($"{Cased(property.Name)}{Blank()}{Cased(relation)}{Blank()}{Literal(value)}", entity => Stands(entity[property.Name], relation, value));
        var (name, turned) = (property.Name, relation.Replace('g', '?').Replace('l', 'g').Replace('?', 'l'));
        return new MadeFilter($"{Literal(value)}{Blank()}{Cased(turned)}{Blank()}{Cased(name)}", entity => Stands(entity[name], relation, value));
    }

    private MadeFilter Membership()
    {
        var property = Property();
        var values = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Value(property)).ToList();
        var list = string.Join($"{Gap()},{Gap()}", values.Select(Literal));
        return new MadeFilter(
            $"{Cased(property.Name)}{Blank()}{Cased("in")}{Gap()}({Gap()}{list}{Gap()})", entity => values.Exists(value => Stands(entity[property.Name], "eq", value)));
    }

    private MadeFilter Function()
    {
        var (name, holds) = random.Next(3) switch
        {
            0 => ("startsWith", (Func<string, string, bool>)((text, part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase))),
            1 => ("endsWith", (text, part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase)),
            _ => ("contains", (text, part) => text.Contains(part, StringComparison.OrdinalIgnoreCase)),
        };
        var property = collection.Texts[random.Next(collection.Texts.Count)].Name;
        var whole = Some(property)?.GetValue<string>() ?? "B2C";
        var start = random.Next(whole.Length);
        var part = random.Next(3) == 0 ? whole[..random.Next(whole.Length)] : whole[start..random.Next(start, whole.Length)];
        return new MadeFilter(
            $"{Cased(name)}{Gap()}({Gap()}{Cased(property)}{Gap()},{Gap()}{Literal(part)}{Gap()})",
            entity => entity[property] is { } value && holds(value.GetValue<string>(), part));
    }

    private MadeProperty Property() => collection.Scalars[random.Next(collection.Scalars.Count)];

    private JsonNode? Some(string property) => collection.Entities[random.Next(collection.Entities.Count)][property];

    /// <summary>Mostly one that some entity has.</summary>
    private object? Value(MadeProperty property) => (random.Next(8), property.Kind) switch
    {
        (0, _) => null,
        (1, MadeKind.Text) => "it's",
        (1, MadeKind.Number) => random.NextInt64(-10, 5_000_000_000),
        (_, MadeKind.Number) => Some(property.Name)?.GetValue<long>(),
        (_, MadeKind.Flag) => random.Next(2) == 0,
        (_, MadeKind.Status) => new[] { "enabled", "DISABLED", "unknownFutureValue" }[random.Next(3)],
        _ => Some(property.Name) is { } some ? Cased(some.GetValue<string>()) : null,
    };

    private static bool Stands(JsonNode? stored, string relation, object? wanted)
    {
        if (stored is null || wanted is null)
            return relation switch { "eq" => stored is null && wanted is null, "ne" => stored is not null || wanted is not null, _ => false };
        var order = wanted switch
        {
            string text => string.Compare(stored.GetValue<string>(), text, StringComparison.OrdinalIgnoreCase),
            long number => stored.GetValue<long>().CompareTo(number),
            var flag => stored.GetValue<bool>().CompareTo((bool)flag),
        };
        return relation switch { "eq" => order == 0, "ne" => order != 0, "gt" => order > 0, "ge" => order >= 0, "lt" => order < 0, _ => order <= 0 };
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private string Cased(string word) => random.Next(4) switch
    {
        0 => word.ToUpperInvariant(),
        1 => word.ToLowerInvariant(),
        2 => string.Concat(word.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))),
        _ => word,
    };

    private string Blank() => random.Next(4) == 0 ? "  \t" : " ";

    private string Gap() => random.Next(4) == 0 ? " " : "";
}
