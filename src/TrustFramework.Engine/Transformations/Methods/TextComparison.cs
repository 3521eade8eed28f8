namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>How transformations compare texts.</summary>
internal static class TextComparison
{
    /// <summary>A missing claim is equal to nothing, not even to another missing claim. [I]</summary>
    public static bool AreEqual(string? left, string? right, bool ignoreCase) =>
        left is not null && right is not null && string.Equals(left, right, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>The operator of a comparison: <c>EQUAL</c>, or <c>NOT EQUAL</c> for false, in any letter case.</summary>
    public static bool ExpectsEqual(string? comparisonOperator) => !string.Equals(comparisonOperator?.Trim(), "NOT EQUAL", StringComparison.OrdinalIgnoreCase);

    /// <summary>The parameter <c>stringComparison</c>: <c>Ordinal</c>, or <c>OrdinalIgnoreCase</c> for true, in any letter case.</summary>
    public static bool IgnoresCase(TransformationInput input) => input.ParameterIs("stringComparison", "OrdinalIgnoreCase");
}
