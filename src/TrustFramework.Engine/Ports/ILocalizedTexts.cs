using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Ports;

/// <summary>The localized texts of a policy in the language of one journey: runtime 5.6.</summary>
public interface ILocalizedTexts
{
    /// <summary>Returns a text; null when the resources of the language have none.</summary>
    /// <param name="elementType">Such as <c>UxElement</c>, <c>ClaimType</c> or <c>GetLocalizedStringsTransformationClaimType</c>.</param>
    /// <param name="elementId">The claim type or control of the text; null for a text without one.</param>
    string? FindString(string elementType, string? elementId, string stringId);

    /// <summary>
    /// Returns the <c>Item</c> elements of the localized collection with the options of a claim type: <c>Text</c>, <c>Value</c>, <c>SelectByDefault</c>.
    /// Null when the resources of the language have none.
    /// </summary>
    IReadOnlyList<PolicyNode>? FindOptions(string claimTypeId);
}
