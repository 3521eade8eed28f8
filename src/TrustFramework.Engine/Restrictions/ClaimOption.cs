namespace TrustFramework.Engine.Restrictions;

/// <summary>An option of a claim that the user selects from a list.</summary>
/// <param name="Text">What the page shows.</param>
/// <param name="Value">The value of the claim.</param>
public sealed record ClaimOption(string Text, string Value, bool IsDefault);
