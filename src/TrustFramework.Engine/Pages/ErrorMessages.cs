using System.Collections.Frozen;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Pages;

/// <summary>The messages of the server on pages: ui-strings.</summary>
/// <param name="texts">The localized texts of the page, which come first. [I]</param>
/// <param name="page">The self-asserted profile of the page; null outside one.</param>
internal sealed class ErrorMessages(LocalizedTexts texts, TechnicalProfile? page)
{
    /// <summary>The documented texts. Those marked with [I] are not published.</summary>
    private static readonly FrozenDictionary<string, string> Defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["DefaultMessage"] = "Invalid username or password.",
        ["UserMessageIfInvalidPassword"] = "Your password is incorrect.",
        ["UserMessageIfPasswordExpired"] = "Your password has expired.",
        ["UserMessageIfClaimsPrincipalDoesNotExist"] = "We can't seem to find your account.",
        ["UserMessageIfClaimsPrincipalAlreadyExists"] = "A user with the specified ID already exists. Please choose a different one.",
        ["UserMessageIfUserAccountDisabled"] = "Your account has been locked. Contact your support person to unlock it, then try again.",
        ["UserMessageIfUserAccountLocked"] = "Your account is temporarily locked to prevent unauthorized use. Try again later.",
        ["UserMessageIfClaimNotVerified"] = "Claim not verified: {0}",
        ["UserMessageIfIncorrectPattern"] = "Incorrect pattern for: {0}",
        ["UserMessageIfMissingRequiredElement"] = "Missing required element: {0}",
        ["UserMessageIfValidationError"] = "Error in validation by: {0}",
        ["UserMessageIfInvalidInput"] = "{0} has invalid input.",
        ["UserMessageIfVerificationControlClaimsNotVerified"] = "The claims for verification control have not been verified.",
        ["UserMessageIfClaimsTransformationBooleanValueIsNotEqual"] = "Boolean claim value comparison failed for claim type \"inputClaim\".",
        ["DateTimeGreaterThan"] = "Claim value comparison failed: The provided left operand is greater than the right operand.",
        ["UserMessageIfClaimsTransformationStringsAreNotEqual"] = "Claim value comparison failed using StringComparison \"OrdinalIgnoreCase\".",
        ["AssertNumberError"] = "The number is not in the expected range.", // [I]
        ["LookupNotFound"] = "The value was not found.", // [I]
        ["UserMessageIfClaimsTransformationInvalidPhoneNumber"] = "The phone number is not valid.", // [I]
        ["UserMessageIfPhoneNumberParseFailure"] = "The phone number cannot be read.", // [I]
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns a message about a claim that has a text of its own in the policy.</summary>
    /// <param name="displayName">Replaces <c>{0}</c>.</param>
    /// <param name="defaultText">Used when neither the language nor the page has the message.</param>
    public string Get(string messageId, string displayName, string defaultText) => Find(messageId, own: null)?.Replace("{0}", displayName, StringComparison.Ordinal) ?? defaultText;

    /// <summary>Returns the message of a validation technical profile or transformation: its text comes from the metadata of the page.</summary>
    public string Get(string messageId) => Get(messageId, own: null);

    /// <summary>Returns a message of a profile. Its own metadata comes before that of the page.</summary>
    public string Get(string messageId, TechnicalProfile? own) => Find(messageId, own) ?? Defaults.GetValueOrDefault(messageId, messageId);

    /// <summary>Returns a message about a claim.</summary>
    /// <param name="displayName">Replaces <c>{0}</c>.</param>
    public string Get(string messageId, string displayName) => Get(messageId).Replace("{0}", displayName, StringComparison.Ordinal);

    private string? Find(string messageId, TechnicalProfile? own) =>
        texts.FindString("ErrorMessage", elementId: null, messageId) ?? own?.FindMetadataValue(messageId) ?? page?.FindMetadataValue(messageId);
}
