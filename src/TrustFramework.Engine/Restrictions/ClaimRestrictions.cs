using TrustFramework.Engine.Pages;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Restrictions;

/// <summary>Checks values of claims that users enter: runtime 6.6.</summary>
public static class ClaimRestrictions
{
    /// <summary>
    /// Returns the first restriction of the claim type that a value violates: the pattern, the options, then the predicates [I]; null when it is
    /// allowed. An empty text is not checked [I].
    /// </summary>
    /// <param name="now">The time of the tenant, for predicates with <c>Today</c>.</param>
    public static RestrictionViolation? Check(ClaimType type, string text, MergedPolicy policy, DateTimeOffset now, LocalizedTexts? texts = null)
    {
        if (text.Length == 0)
            return null;
        var name = type.DisplayName ?? type.Id;

        // A pattern that is invalid or takes too long matches nothing.
        if (type.Pattern?["RegularExpression"] is { } pattern && PolicyPattern.IsMatch(pattern, text) is not true)
            return new RestrictionViolation("UserMessageIfIncorrectPattern", texts?.FindString("ClaimType", type.Id, "PatternHelpText") ?? type.Pattern["HelpText"] ?? $"Incorrect pattern for: {name}");
        if (!ClaimOptions.IsAllowed(type, ClaimOptions.Read(type, texts), text))
            return new RestrictionViolation("UserMessageIfValidationError", $"Error in validation by: {name}");
        return type.PredicateValidationId is { } validation && PredicateValidation.Check(validation, text, policy, now, texts) is { } message
            ? new RestrictionViolation("UserMessageIfValidationError", message.Length > 0 ? message : $"Error in validation by: {name}")
            : null;
    }
}
