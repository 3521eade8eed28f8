using System.Collections.Frozen;
using System.Globalization;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Finds out what the names of a filter mean on a type, and whether its parts fit together.</summary>
internal sealed class FilterBinder
{
    private const string EdmBoolean = "Edm.Boolean";
    private const string EdmString = "Edm.String";

    private static readonly FrozenDictionary<string, Func<string, string, bool>> Functions =
        new Dictionary<string, Func<string, string, bool>>(StringComparer.OrdinalIgnoreCase)
        {
            ["startswith"] = (text, part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase),
            ["endswith"] = (text, part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase),
            ["contains"] = (text, part) => text.Contains(part, StringComparison.OrdinalIgnoreCase),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>OData's other functions.</summary>
    private static readonly FrozenSet<string> UnsupportedFunctions = FrozenSet.ToFrozenSet(
        [
            "cast", "ceiling", "concat", "date", "day", "floor", "fractionalseconds", "hassubset", "hassubsequence", "hour", "indexof", "isof", "length",
            "matchespattern", "maxdatetime", "mindatetime", "minute", "month", "now", "round", "second", "substring", "time", "tolower",
            "totaloffsetminutes", "totalseconds", "toupper", "trim", "year",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly StructuredType _type;
    private QueryError? _error;

    private FilterBinder(StructuredType type) => _type = type;

    /// <summary>Null, and the condition, when the filter makes sense.</summary>
    public static QueryError? Bind(FilterSyntax filter, StructuredType type, out FilterExpression condition)
    {
        var binder = new FilterBinder(type);
        var bound = binder.BindNode(filter);
        condition = bound.Expression;
        return binder._error ?? (bound.Type == EdmBoolean ? null : new QueryError.NotBoolean());
    }

    private BoundExpression BindNode(FilterSyntax node) => node switch
    {
        FilterSyntax.Property property => BindNode(property),
        FilterSyntax.StringLiteral text => new BoundExpression(new FilterExpression.Literal(text.Value), EdmString) { IsLiteral = true },
        FilterSyntax.NumberLiteral number => BindNode(number),
        FilterSyntax.BooleanLiteral flag => new BoundExpression(new FilterExpression.Literal(flag.Value), EdmBoolean),
        FilterSyntax.Comparison comparison => BindNode(comparison),
        FilterSyntax.In membership => BindNode(membership),
        FilterSyntax.And all => new BoundExpression(new FilterExpression.And(BindNode(all.Operands, "And")), EdmBoolean),
        FilterSyntax.Or any => new BoundExpression(new FilterExpression.Or(BindNode(any.Operands, "Or")), EdmBoolean),
        FilterSyntax.Not not => BindNode(not),
        FilterSyntax.FunctionCall call => BindNode(call),
        _ => new BoundExpression(new FilterExpression.Literal(Constant: null), Type: null),
    };

    private BoundExpression BindNode(FilterSyntax.Property asked)
    {
        if (_type.FindProperty(asked.Name) is { } property)
        {
            var type = property.IsCollection ? $"Collection({property.Type.Name})" : property.Type.Name;
            return new BoundExpression(new FilterExpression.Property(property.Name), type) { EnumType = property.Type as EnumType };
        }

        return _type.FindNavigationProperty(asked.Name) is { } navigation
            ? new BoundExpression(new FilterExpression.Literal(Constant: null), $"Collection({navigation.TargetType.Name})")
            : SetError(new QueryError.UnknownProperty(asked.Name, _type.Name));
    }

    /// <summary>Called as the vendor's parser calls the least type that holds it.</summary>
    private static BoundExpression BindNode(FilterSyntax.NumberLiteral number) =>
        long.TryParse(number.Numeral, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new BoundExpression(new FilterExpression.Literal(value), value is >= int.MinValue and <= int.MaxValue ? "Edm.Int32" : "Edm.Int64")
            : new BoundExpression(new FilterExpression.Literal(Constant: null), number.Numeral.Contains('.', StringComparison.Ordinal) ? "Edm.Double" : "Edm.Decimal");

    private BoundExpression BindNode(FilterSyntax.Comparison comparison)
    {
        var (left, right) = (BindNode(comparison.Left), BindNode(comparison.Right));
        CheckOperands(left, comparison.Operator, right);
        return new BoundExpression(new FilterExpression.Comparison(comparison.Operator, left.Expression, right.Expression), EdmBoolean);
    }

    private BoundExpression BindNode(FilterSyntax.In membership)
    {
        var item = BindNode(membership.Item);
        List<FilterExpression> choices = [];
        foreach (var choice in membership.Choices.Select(BindNode))
        {
            CheckOperands(item, ComparisonOperator.Equal, choice);
            choices.Add(choice.Expression);
        }

        return new BoundExpression(new FilterExpression.In(item.Expression, choices), EdmBoolean);
    }

    private List<FilterExpression> BindNode(IReadOnlyList<FilterSyntax> parts, string word)
    {
        BoundExpression[] bound = [.. parts.Select(BindNode)];
        if (Array.Find(bound, part => part.Type is not (null or EdmBoolean)) is { } unfit)
        {
            var at = Math.Max(Array.IndexOf(bound, unfit), 1);
            SetError(new QueryError.IncompatibleOperands(bound[at - 1].TypeName, bound[at].TypeName, word));
        }

        return [.. bound.Select(part => part.Expression)];
    }

    private BoundExpression BindNode(FilterSyntax.Not not)
    {
        var operand = BindNode(not.Operand);
        return operand.Type is null or EdmBoolean
            ? new BoundExpression(new FilterExpression.Not(operand.Expression), EdmBoolean)
            : SetError(new QueryError.InvalidOperand(operand.TypeName, "Not"));
    }

    private BoundExpression BindNode(FilterSyntax.FunctionCall call)
    {
        if (!Functions.TryGetValue(call.Function, out var function))
        {
            var isOther = UnsupportedFunctions.Contains(call.Function);
            return SetError(isOther ? new QueryError.NotEmulated($"{call.Function}(…)") : new QueryError.UnknownFunction(call.Function));
        }

        BoundExpression[] arguments = [.. call.Arguments.Select(BindNode)];
        return arguments is [{ Type: null or EdmString } first, { Type: null or EdmString } second]
            ? new BoundExpression(new FilterExpression.FunctionCall(function, first.Expression, second.Expression), EdmBoolean)
            : SetError(new QueryError.InvalidArguments(call.Function.ToLowerInvariant()));
    }

    private void CheckOperands(BoundExpression left, ComparisonOperator relation, BoundExpression right)
    {
        var isEquality = relation is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if ((left.EnumType ?? right.EnumType) is { } members && isEquality)
            CheckEnumMember(members, left, right);
        else if (!AreCompatible(left.Type, right.Type) || !(isEquality || (IsOrderable(left) && IsOrderable(right))))
            SetError(new QueryError.IncompatibleOperands(left.TypeName, right.TypeName, relation.ToString()));
    }

    /// <summary>An enumeration's value is compared with another, or with a string out of its list.</summary>
    private void CheckEnumMember(EnumType members, BoundExpression left, BoundExpression right)
    {
        if (left.EnumType == right.EnumType || left.Type is null || right.Type is null)
            return;
        var other = left.EnumType is null ? left : right;
        if (other is not { IsLiteral: true, Expression: FilterExpression.Literal { Constant: string text } })
            SetError(new QueryError.IncompatibleOperands(left.TypeName, right.TypeName, nameof(ComparisonOperator.Equal)));
        else if (!members.Members.Contains(text, StringComparer.OrdinalIgnoreCase))
            SetError(new QueryError.NotEnumMember(text));
    }

    private static bool AreCompatible(string? left, string? right) => left is null || right is null || left == right || (IsInteger(left) && IsInteger(right));

    private static bool IsInteger(string type) => type is "Edm.Int32" or "Edm.Int64";

    private static bool IsOrderable(BoundExpression side) => side.Type is null or EdmString || IsInteger(side.Type);

    private BoundExpression SetError(QueryError fault)
    {
        _error ??= fault;
        return new BoundExpression(new FilterExpression.Literal(Constant: null), Type: null);
    }

    /// <param name="Type">What the vendor calls it; null for null, which fits everything.</param>
    private sealed record BoundExpression(FilterExpression Expression, string? Type)
    {
        /// <summary>Null unless it is one of a list.</summary>
        public EnumType? EnumType { get; init; }

        public bool IsLiteral { get; init; }

        public string TypeName => Type ?? "null";
    }
}
