namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// Checks metadata items that have a fixed set of values, ignoring case [I]. The texts of the catalog have three placeholders for
/// the values: the first gets all but the last two [I].
/// </summary>
internal static class RestValueChecks
{
    /// <param name="itemName">The name of the item in the catalog.</param>
    /// <param name="allowedValues">The allowed values. Another rule reports a missing item.</param>
    public static IEnumerable<Finding> FindUnsupported(ValidationContext context, string key, string itemName, IReadOnlyList<string> allowedValues) =>
        from profile in RestProfiles.GetReachable(context)
        let value = profile.FindMetadataValue(key)
        where value is not null && !allowedValues.Contains(value, StringComparer.OrdinalIgnoreCase)
        let expected = $"'{string.Join("', '", allowedValues.SkipLast(1))}' or '{allowedValues[^1]}'"
        select Finding.Create(profile.Metadata[key], $"Profile '{profile.Id}' contains the unsupported {itemName} '{value}'. Expected one of {expected}.");
}
