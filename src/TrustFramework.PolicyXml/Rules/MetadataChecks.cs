using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// What the service's error catalogue says of a technical profile's metadata, whatever its provider: policy-rules 3. The texts
/// are the catalogue's; that uploads give them is [I].
/// </summary>
internal static class MetadataChecks
{
    public const string MissingTemplate = "Profile '{0}' does not contain the required metadata key '{1}'.";
    public const string InvalidBooleanTemplate = "Profile '{0}' contains an invalid boolean for {1}. Expected either 'true' or 'false'.";

    /// <summary>One finding for each of the keys that the profile does not have.</summary>
    public static IEnumerable<Finding> FindMissing(TechnicalProfile profile, IEnumerable<string> keys) =>
        from key in keys
        where profile.FindMetadataValue(key) is null
        select Finding.Create(profile.Node, $"Profile '{profile.Id}' does not contain the required metadata key '{key}'.");

    /// <summary>
    /// One finding for each of the keys whose value is no boolean. An empty item counts as left out, <c>1</c> and <c>0</c> as
    /// what they are in XML, and what holds a claim resolver is known only at run time. [I]
    /// </summary>
    public static IEnumerable<Finding> FindInvalidBooleans(TechnicalProfile profile, IEnumerable<string> keys) =>
        from key in keys
        let value = profile.FindMetadataValue(key)
        where !string.IsNullOrEmpty(value) && value is not ("0" or "1") && !bool.TryParse(value, out _) && !ContainsClaimResolver(value)
        select Finding.Create(profile.Metadata[key], $"Profile '{profile.Id}' contains an invalid boolean for {key}. Expected either 'true' or 'false'.");

    /// <summary>Whether a value holds a claim resolver or a claim to be filled in: <c>{Context:CorrelationId}</c>.</summary>
    public static bool ContainsClaimResolver(string value) => value.Contains('{', StringComparison.Ordinal);
}
