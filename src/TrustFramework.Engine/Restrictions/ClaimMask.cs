using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Restrictions;

/// <summary>Masks what a page shows of a claim. The claim keeps its value.</summary>
public static class ClaimMask
{
    /// <summary>Returns a value as the page shows it; unchanged when the claim type has no mask.</summary>
    public static string Apply(ClaimType type, string text)
    {
        if (type.Mask is not { } mask)
            return text;
        if (mask["Type"] == "Regex")
        {
            // A pattern that is invalid or takes too long hides the whole value. [I]
            return PolicyPattern.Replace(mask["Regex"] ?? "", text, mask.Text) ?? mask.Text;
        }

        // A mask that is longer than the value is cut to the value's length. [I]
        return text.Length <= mask.Text.Length ? mask.Text[..text.Length] : mask.Text + text[mask.Text.Length..];
    }
}
