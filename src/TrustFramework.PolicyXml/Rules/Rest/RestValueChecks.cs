namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// A metadata item that takes one of a few words, in any letter case [I]. The catalogue's texts have places for three of them:
/// the first place takes all but the last two [I].
/// </summary>
internal static class RestValueChecks
{
    /// <param name="itemName">What the catalogue calls the item.</param>
    /// <param name="allowedValues">What it may be; an item that is not there is another rule's business.</param>
    public static IEnumerable<Finding> FindUnsupported(ValidationContext context, string key, string itemName, IReadOnlyList<string> allowedValues) =>
        from profile in RestProfiles.GetReachable(context)
        let value = profile.FindMetadataValue(key)
        where value is not null && !allowedValues.Contains(value, StringComparer.OrdinalIgnoreCase)
        let expected = $"'{string.Join("', '", allowedValues.SkipLast(1))}' or '{allowedValues[^1]}'"
        select Finding.Create(profile.Metadata[key], $"Profile '{profile.Id}' contains the unsupported {itemName} '{value}'. Expected one of {expected}.");
}
