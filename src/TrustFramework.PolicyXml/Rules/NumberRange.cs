using System.Globalization;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules;

/// <summary>The documented range of an integer, both ends included.</summary>
internal sealed record NumberRange(long Minimum, long Maximum)
{
    public bool Contains(string text) => Parse(text) is { } number && number >= Minimum && number <= Maximum;

    /// <summary>Null when the text is not an integer.</summary>
    public static long? Parse(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// Returns the metadata item when its value is outside the range. A missing or empty item means the default, and a claim resolver has
    /// a value only at run time.
    /// </summary>
    public PolicyNode? FindInvalidItem(TechnicalProfile profile, string key) =>
        profile.FindMetadataValue(key) is { Length: > 0 } value && !MetadataChecks.ContainsClaimResolver(value) && !Contains(value) ? profile.Metadata[key] : null;
}
