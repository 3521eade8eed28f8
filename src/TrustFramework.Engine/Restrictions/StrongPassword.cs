using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Restrictions;

/// <summary>The rule for new passwords of claim types without predicates: runtime 6.6. The caller does not check passwords at sign-in.</summary>
public static class StrongPassword
{
    private const int MinLength = 8;
    private const int MaxLength = 64;
    private const int MinClasses = 3;

    private static readonly RestrictionViolation Violation = new(
        "UserMessageIfValidationError",
        "The password must have 8 to 64 characters and contain 3 of the following: lowercase letters, uppercase letters, digits, symbols.");

    /// <summary>Returns null if the claim type is not a password, has predicates of its own, or <c>passwordPolicies</c> contains <c>DisableStrongPassword</c>.</summary>
    public static RestrictionViolation? Check(ClaimType type, string text, ClaimsBag claims)
    {
        if (type.UserInputType != "Password" || type.PredicateValidationId is not null || IsDisabled(claims) || text.Length == 0)
            return null;
        return text.Length is >= MinLength and <= MaxLength && CountClasses(text) >= MinClasses ? null : Violation;
    }

    private static bool IsDisabled(ClaimsBag claims) =>
        claims.FindText("passwordPolicies")?.Split(',', StringSplitOptions.TrimEntries).Contains("DisableStrongPassword", StringComparer.OrdinalIgnoreCase) is true;

    /// <summary>Characters outside ASCII belong to no class. [I]</summary>
    private static int CountClasses(string text)
    {
        var (lower, upper, digit, symbol) = (false, false, false, false);
        foreach (var character in text)
        {
            lower |= char.IsAsciiLetterLower(character);
            upper |= char.IsAsciiLetterUpper(character);
            digit |= char.IsAsciiDigit(character);
            symbol |= char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character);
        }

        return (lower ? 1 : 0) + (upper ? 1 : 0) + (digit ? 1 : 0) + (symbol ? 1 : 0);
    }
}
