using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>The position of an entity in an order.</summary>
/// <param name="Values">The values of the order's terms. The value of an enumeration is its member's index.</param>
/// <param name="Key">The entity's key, which orders entities with equal values.</param>
internal sealed record SortKey(IReadOnlyList<object?> Values, string Key)
{
    public static SortKey Create<T>(T entity, IReadOnlyList<OrderByTerm> order, EntityAccessor<T> accessor) =>
        new(
            [.. order.Select(term => ToSortValue(accessor.GetValue(entity, term.Property.Name), term.Property.Type))],
            (string?)accessor.GetValue(entity, accessor.Type.Key!) ?? "");

    public int CompareTo(SortKey other, IReadOnlyList<OrderByTerm> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (ValueComparison.Compare(Values[i], other.Values[i]) is not 0 and var result)
                return order[i].IsDescending ? -result : result;
        }

        return CompareKeys(Key, other.Key);
    }

    /// <summary>Ignores case, as the directory does. Keys that differ only in case still have an order.</summary>
    private static int CompareKeys(string left, string right) =>
        StringComparer.OrdinalIgnoreCase.Compare(left, right) is not 0 and var result ? result : string.CompareOrdinal(left, right);

    private static object? ToSortValue(object? value, EdmType type) =>
        type is EnumType { Members: var members } && value is string member ? (long)members.ToList().IndexOf(member) : value;
}
