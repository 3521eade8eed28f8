using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Resolves the names of a filter against a type and checks operand types. The parser bounds the depth of the recursion.</summary>
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

    /// <summary>The other functions of OData, which are not emulated.</summary>
    private static readonly FrozenSet<string> UnsupportedFunctions = FrozenSet.ToFrozenSet(
        [
            "cast", "ceiling", "concat", "date", "day", "floor", "fractionalseconds", "hassubset", "hassubsequence", "hour", "indexof", "isof", "length",
            "matchespattern", "maxdatetime", "mindatetime", "minute", "month", "now", "round", "second", "substring", "time", "tolower",
            "totaloffsetminutes", "totalseconds", "toupper", "trim", "year",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly StructuredType _type;
    private QueryError? _error;

    /// <summary>The types of the elements that the variables of the lambdas around the current node refer to.</summary>
    private ImmutableDictionary<string, EdmType> _elementTypes = ImmutableDictionary<string, EdmType>.Empty;

    private FilterBinder(StructuredType type) => _type = type;

    public static Result<FilterExpression, QueryError> Bind(FilterSyntax filter, StructuredType type)
    {
        var binder = new FilterBinder(type);
        var bound = binder.BindNode(filter);
        if (binder._error is not null)
            return binder._error;
        return bound.Type == EdmBoolean ? bound.Expression : new QueryError.NotBoolean();
    }

    private BoundExpression BindNode(FilterSyntax node) => node switch
    {
        FilterSyntax.Property property => BindNode(property),
        FilterSyntax.StringLiteral text => new BoundExpression(new FilterExpression.Literal(text.Value), EdmString) { IsLiteral = true },
        FilterSyntax.NumberLiteral number => BindNode(number),
        FilterSyntax.BooleanLiteral flag => new BoundExpression(new FilterExpression.Literal(flag.Value), EdmBoolean),
        FilterSyntax.Comparison comparison => BindNode(comparison),
        FilterSyntax.In list => BindNode(list),
        FilterSyntax.And conjunction => new BoundExpression(new FilterExpression.And(BindNode(conjunction.Operands, "And")), EdmBoolean),
        FilterSyntax.Or disjunction => new BoundExpression(new FilterExpression.Or(BindNode(disjunction.Operands, "Or")), EdmBoolean),
        FilterSyntax.Not not => BindNode(not),
        FilterSyntax.FunctionCall call => BindNode(call),
        FilterSyntax.Any any => BindNode(any),
        FilterSyntax.Element element => BindNode(element),
        _ => new BoundExpression(new FilterExpression.Literal(Constant: null), Type: null),
    };

    private BoundExpression BindNode(FilterSyntax.Property node)
    {
        if (_type.FindProperty(node.Name) is { } property)
        {
            if (property.Type == PrimitiveType.Untyped)
                return new BoundExpression(new FilterExpression.Property(property.Name), Type: null);
            var type = property.IsCollection ? $"Collection({property.Type.Name})" : property.Type.Name;
            return new BoundExpression(new FilterExpression.Property(property.Name), type) { EnumType = property.Type as EnumType };
        }

        return _type.FindNavigationProperty(node.Name) is { } navigation
            ? new BoundExpression(new FilterExpression.Literal(Constant: null), $"Collection({navigation.TargetType.Name})")
            : SetError(new QueryError.UnknownProperty(node.Name, _type.Name));
    }

    /// <summary>The type is the smallest one that holds the number, as in Microsoft's OData library.</summary>
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

    private BoundExpression BindNode(FilterSyntax.Any any)
    {
        if (_type.FindProperty(any.Collection) is not { } property)
            return SetError(new QueryError.UnknownProperty(any.Collection, _type.Name));
        if (!property.SupportsLambda)
            return SetError(new QueryError.NotEmulated($"{any.Collection}/…"));
        var outer = _elementTypes;
        _elementTypes = _elementTypes.SetItem(any.Variable, property.Type);
        var predicate = BindNode(any.Predicate);
        _elementTypes = outer;
        return predicate.Type is null or EdmBoolean
            ? new BoundExpression(new FilterExpression.Any(property.Name, any.Variable, predicate.Expression), EdmBoolean)
            : SetError(new QueryError.NotBoolean());
    }

    private BoundExpression BindNode(FilterSyntax.Element element)
    {
        var type = _elementTypes[element.Variable];
        if (element.Member is null)
            return new BoundExpression(new FilterExpression.Property(element.Variable), type.Name);
        return (type as StructuredType)?.FindProperty(element.Member) is { } property
            ? new BoundExpression(new FilterExpression.Property($"{element.Variable}/{property.Name}"), property.Type.Name)
            : SetError(new QueryError.UnknownProperty(element.Member, type.Name));
    }

    private BoundExpression BindNode(FilterSyntax.In list)
    {
        var item = BindNode(list.Item);
        List<FilterExpression> choices = [];
        foreach (var choice in list.Choices.Select(BindNode))
        {
            CheckOperands(item, ComparisonOperator.Equal, choice);
            choices.Add(choice.Expression);
        }

        return new BoundExpression(new FilterExpression.In(item.Expression, choices), EdmBoolean);
    }

    private List<FilterExpression> BindNode(IReadOnlyList<FilterSyntax> operands, string operatorKind)
    {
        BoundExpression[] bound = [.. operands.Select(BindNode)];
        if (Array.Find(bound, operand => operand.Type is not (null or EdmBoolean)) is { } incompatible)
        {
            var index = Math.Max(Array.IndexOf(bound, incompatible), 1);
            SetError(new QueryError.IncompatibleOperands(bound[index - 1].TypeName, bound[index].TypeName, operatorKind));
        }

        return [.. bound.Select(operand => operand.Expression)];
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
            return SetError(UnsupportedFunctions.Contains(call.Function)
                ? new QueryError.NotEmulated($"{call.Function}(…)")
                : new QueryError.UnknownFunction(call.Function));
        }

        BoundExpression[] arguments = [.. call.Arguments.Select(BindNode)];
        return arguments is [{ Type: null or EdmString } first, { Type: null or EdmString } second]
            ? new BoundExpression(new FilterExpression.FunctionCall(function, first.Expression, second.Expression), EdmBoolean)
            : SetError(new QueryError.InvalidArguments(call.Function.ToLowerInvariant()));
    }

    private void CheckOperands(BoundExpression left, ComparisonOperator comparison, BoundExpression right)
    {
        var isEquality = comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if ((left.EnumType ?? right.EnumType) is { } enumType && isEquality)
            CheckEnumMember(enumType, left, right);
        else if (!AreCompatible(left.Type, right.Type) || !(isEquality || (IsOrderable(left) && IsOrderable(right))))
            SetError(new QueryError.IncompatibleOperands(left.TypeName, right.TypeName, comparison.ToString()));
    }

    /// <summary>An enumeration can be compared with itself, null, or a string literal that names a member.</summary>
    private void CheckEnumMember(EnumType enumType, BoundExpression left, BoundExpression right)
    {
        if (left.EnumType == right.EnumType || left.Type is null || right.Type is null)
            return;
        var other = left.EnumType is null ? left : right;
        if (other is not { IsLiteral: true, Expression: FilterExpression.Literal { Constant: string text } })
            SetError(new QueryError.IncompatibleOperands(left.TypeName, right.TypeName, nameof(ComparisonOperator.Equal)));
        else if (!enumType.Members.Contains(text, StringComparer.OrdinalIgnoreCase))
            SetError(new QueryError.NotEnumMember(text));
    }

    private static bool AreCompatible(string? left, string? right) => left is null || right is null || left == right || (IsInteger(left) && IsInteger(right));

    private static bool IsInteger(string type) => type is "Edm.Int32" or "Edm.Int64";

    private static bool IsOrderable(BoundExpression operand) => operand.Type is null or EdmString || IsInteger(operand.Type);

    private BoundExpression SetError(QueryError error)
    {
        _error ??= error;
        return new BoundExpression(new FilterExpression.Literal(Constant: null), Type: null);
    }

    /// <param name="Type">The name in error messages; null for the literal <c>null</c>, which is compatible with every type.</param>
    private sealed record BoundExpression(FilterExpression Expression, string? Type)
    {
        /// <summary>Null unless the type is an enumeration.</summary>
        public EnumType? EnumType { get; init; }

        public bool IsLiteral { get; init; }

        public string TypeName => Type ?? "null";
    }
}
