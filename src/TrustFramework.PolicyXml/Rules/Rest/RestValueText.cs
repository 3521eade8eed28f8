namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>
/// A metadata item that takes one of a few words, in any letter case [I]. The catalogue's texts have places for three of them:
/// the first place takes all but the last two [I].
/// </summary>
internal static class RestValueText
{
    /// <param name="what">What the catalogue calls the item.</param>
    /// <param name="words">What it may be; an item that is not there is another rule's business.</param>
    public static IEnumerable<Finding> Unsupported(PolicyCase policy, string key, string what, IReadOnlyList<string> words) =>
        from profile in RestProfiles.Reached(policy)
        let value = profile.Meta(key)
        where value is not null && !words.Contains(value, StringComparer.OrdinalIgnoreCase)
        let expected = $"'{string.Join("', '", words.SkipLast(1))}' or '{words[^1]}'"
        select Finding.At(profile.Metadata[key], $"Profile '{profile.Id}' contains the unsupported {what} '{value}'. Expected one of {expected}.");
}
