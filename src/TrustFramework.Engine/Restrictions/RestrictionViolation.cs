namespace TrustFramework.Engine.Restrictions;

/// <summary>Why the value of a claim is not allowed.</summary>
/// <param name="MessageKey">The metadata item of the self-asserted profile that replaces the message, such as <c>UserMessageIfIncorrectPattern</c>.</param>
/// <param name="Message">The help text of the policy, else the default text of <paramref name="MessageKey"/>. It does not contain the value.</param>
public sealed record RestrictionViolation(string MessageKey, string Message);
