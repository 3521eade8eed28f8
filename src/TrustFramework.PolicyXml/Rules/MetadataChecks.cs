using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>
/// Checks of technical profile metadata that apply to every provider: policy-rules 3. The texts come from the error catalog of
/// the service; that uploads return them is [I].
/// </summary>
internal static class MetadataChecks
{
    public const string MissingTemplate = "Profile '{0}' does not contain the required metadata key '{1}'.";
    public const string InvalidBooleanTemplate = "Profile '{0}' contains an invalid boolean for {1}. Expected either 'true' or 'false'.";

    /// <summary>Returns a finding for each key that the profile does not have.</summary>
    public static IEnumerable<Finding> FindMissing(TechnicalProfile profile, IEnumerable<string> keys) =>
        from key in keys
        where profile.FindMetadataValue(key) is null
        select CreateMissingFinding(profile, key);

    /// <summary>Error 90023 of the catalog.</summary>
    public static Finding CreateMissingFinding(TechnicalProfile profile, string key) =>
        Finding.Create(profile.Node, $"Profile '{profile.Id}' does not contain the required metadata key '{key}'.");

    /// <summary>
    /// Returns a finding for each key whose value is not a Boolean. Empty items count as missing, <c>1</c> and <c>0</c> are
    /// Booleans in XML, and the value of a claim resolver is known only at run time. [I]
    /// </summary>
    public static IEnumerable<Finding> FindInvalidBooleans(TechnicalProfile profile, IEnumerable<string> keys) =>
        from key in keys
        let value = profile.FindMetadataValue(key)
        where !string.IsNullOrEmpty(value) && value is not ("0" or "1") && !bool.TryParse(value, out _) && !ContainsClaimResolver(value)
        select Finding.Create(profile.Metadata[key], $"Profile '{profile.Id}' contains an invalid boolean for {key}. Expected either 'true' or 'false'.");

    /// <summary>Returns whether a value contains a claim resolver or a claim in braces: <c>{Context:CorrelationId}</c>.</summary>
    public static bool ContainsClaimResolver(string value) => value.Contains('{', StringComparison.Ordinal);
}
