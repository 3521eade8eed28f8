using System.Collections.Frozen;
using System.Globalization;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Finds out what the names of a filter mean on a type, and whether its parts fit together.</summary>
internal sealed class FilterBinder
{
    private const string Boolean = "Edm.Boolean";
    private const string Text = "Edm.String";

    private static readonly FrozenDictionary<string, Func<string, string, bool>> Functions =
        new Dictionary<string, Func<string, string, bool>>(StringComparer.OrdinalIgnoreCase)
        {
            ["startswith"] = (text, part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase),
            ["endswith"] = (text, part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase),
            ["contains"] = (text, part) => text.Contains(part, StringComparison.OrdinalIgnoreCase),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>OData's other functions.</summary>
    private static readonly FrozenSet<string> OtherFunctions = FrozenSet.ToFrozenSet(
        [
            "cast", "ceiling", "concat", "date", "day", "floor", "fractionalseconds", "hassubset", "hassubsequence", "hour", "indexof", "isof", "length",
            "matchespattern", "maxdatetime", "mindatetime", "minute", "month", "now", "round", "second", "substring", "time", "tolower",
            "totaloffsetminutes", "totalseconds", "toupper", "trim", "year",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly StructuredType _type;
    private QueryFault? _fault;

    private FilterBinder(StructuredType type) => _type = type;

    /// <summary>Null, and the condition, when the filter makes sense.</summary>
    public static QueryFault? Bind(Syntax filter, StructuredType type, out Condition condition)
    {
        var binder = new FilterBinder(type);
        var bound = binder.Of(filter);
        condition = bound.Condition;
        return binder._fault ?? (bound.Type == Boolean ? null : new QueryFault.NotBoolean());
    }

    private Bound Of(Syntax node) => node switch
    {
        Syntax.Property property => Of(property),
        Syntax.Text text => new Bound(new Condition.Value(text.Value), Text) { IsLiteral = true },
        Syntax.Number number => Of(number),
        Syntax.Flag flag => new Bound(new Condition.Value(flag.Value), Boolean),
        Syntax.Comparison comparison => Of(comparison),
        Syntax.Membership membership => Of(membership),
        Syntax.All all => new Bound(new Condition.All(Of(all.Parts, "And")), Boolean),
        Syntax.Any any => new Bound(new Condition.Any(Of(any.Parts, "Or")), Boolean),
        Syntax.Not not => Of(not),
        Syntax.Call call => Of(call),
        _ => new Bound(new Condition.Value(Constant: null), Type: null),
    };

    private Bound Of(Syntax.Property asked)
    {
        if (_type.FindProperty(asked.Name) is { } property)
        {
            var type = property.IsCollection ? $"Collection({property.Type.Name})" : property.Type.Name;
            return new Bound(new Condition.Property(property.Name), type) { Enum = property.Type as EnumType };
        }

        return _type.FindNavigation(asked.Name) is { } navigation
            ? new Bound(new Condition.Value(Constant: null), $"Collection({navigation.Target.Name})")
            : Refuse(new QueryFault.UnknownProperty(asked.Name, _type.Name));
    }

    /// <summary>Called as the vendor's parser calls the least type that holds it.</summary>
    private static Bound Of(Syntax.Number number) =>
        long.TryParse(number.Numeral, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new Bound(new Condition.Value(value), value is >= int.MinValue and <= int.MaxValue ? "Edm.Int32" : "Edm.Int64")
            : new Bound(new Condition.Value(Constant: null), number.Numeral.Contains('.', StringComparison.Ordinal) ? "Edm.Double" : "Edm.Decimal");

    private Bound Of(Syntax.Comparison comparison)
    {
        var (left, right) = (Of(comparison.Left), Of(comparison.Right));
        Check(left, comparison.Relation, right);
        return new Bound(new Condition.Comparison(comparison.Relation, left.Condition, right.Condition), Boolean);
    }

    private Bound Of(Syntax.Membership membership)
    {
        var item = Of(membership.Item);
        List<Condition> choices = [];
        foreach (var choice in membership.Choices.Select(Of))
        {
            Check(item, Relation.Equal, choice);
            choices.Add(choice.Condition);
        }

        return new Bound(new Condition.Membership(item.Condition, choices), Boolean);
    }

    private List<Condition> Of(IReadOnlyList<Syntax> parts, string word)
    {
        Bound[] bound = [.. parts.Select(Of)];
        if (Array.Find(bound, part => part.Type is not (null or Boolean)) is { } unfit)
        {
            var at = Math.Max(Array.IndexOf(bound, unfit), 1);
            Refuse(new QueryFault.UnlikeOperands(bound[at - 1].Called, bound[at].Called, word));
        }

        return [.. bound.Select(part => part.Condition)];
    }

    private Bound Of(Syntax.Not not)
    {
        var operand = Of(not.Operand);
        return operand.Type is null or Boolean
            ? new Bound(new Condition.Not(operand.Condition), Boolean)
            : Refuse(new QueryFault.UnfitOperand(operand.Called, "Not"));
    }

    private Bound Of(Syntax.Call call)
    {
        if (!Functions.TryGetValue(call.Function, out var function))
        {
            var isOther = OtherFunctions.Contains(call.Function);
            return Refuse(isOther ? new QueryFault.NotEmulated($"{call.Function}(…)") : new QueryFault.UnknownFunction(call.Function));
        }

        Bound[] arguments = [.. call.Arguments.Select(Of)];
        return arguments is [{ Type: null or Text } first, { Type: null or Text } second]
            ? new Bound(new Condition.Call(function, first.Condition, second.Condition), Boolean)
            : Refuse(new QueryFault.UnfitArguments(call.Function.ToLowerInvariant()));
    }

    private void Check(Bound left, Relation relation, Bound right)
    {
        var isEquality = relation is Relation.Equal or Relation.NotEqual;
        if ((left.Enum ?? right.Enum) is { } members && isEquality)
            CheckMember(members, left, right);
        else if (!IsLike(left.Type, right.Type) || !(isEquality || (IsOrdered(left) && IsOrdered(right))))
            Refuse(new QueryFault.UnlikeOperands(left.Called, right.Called, relation.ToString()));
    }

    /// <summary>An enumeration's value is compared with another, or with a string out of its list.</summary>
    private void CheckMember(EnumType members, Bound left, Bound right)
    {
        if (left.Enum == right.Enum || left.Type is null || right.Type is null)
            return;
        var other = left.Enum is null ? left : right;
        if (other is not { IsLiteral: true, Condition: Condition.Value { Constant: string text } })
            Refuse(new QueryFault.UnlikeOperands(left.Called, right.Called, nameof(Relation.Equal)));
        else if (!members.Members.Contains(text, StringComparer.OrdinalIgnoreCase))
            Refuse(new QueryFault.NotMember(text));
    }

    private static bool IsLike(string? left, string? right) => left is null || right is null || left == right || (IsInteger(left) && IsInteger(right));

    private static bool IsInteger(string type) => type is "Edm.Int32" or "Edm.Int64";

    private static bool IsOrdered(Bound side) => side.Type is null or Text || IsInteger(side.Type);

    private Bound Refuse(QueryFault fault)
    {
        _fault ??= fault;
        return new Bound(new Condition.Value(Constant: null), Type: null);
    }

    /// <param name="Type">What the vendor calls it; null for null, which fits everything.</param>
    private sealed record Bound(Condition Condition, string? Type)
    {
        /// <summary>Null unless it is one of a list.</summary>
        public EnumType? Enum { get; init; }

        public bool IsLiteral { get; init; }

        public string Called => Type ?? "null";
    }
}
