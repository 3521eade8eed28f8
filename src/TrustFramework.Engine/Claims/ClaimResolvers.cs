using System.Text.RegularExpressions;

namespace TrustFramework.Engine.Claims;

/// <summary>Replaces claim resolvers such as <c>{Policy:PolicyId}</c> in values of a policy: runtime 6.7.</summary>
/// <param name="find">The value of a resolver by its text between the braces, letter case ignored; null for a parameter that was not sent.</param>
/// <param name="isKnown">Whether the text between braces is a resolver. Other text stays as it is.</param>
public sealed partial class ClaimResolvers(Func<string, string?> find, Func<string, bool> isKnown)
{
    /// <summary>Replaces all resolvers. Null if one of them has no value: the claim is then not issued. [I]</summary>
    public string? Resolve(string text)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
            return text;
        var isComplete = true;
        var resolved = Resolver().Replace(text, match =>
        {
            var name = match.Value[1..^1];
            if (!isKnown(name))
                return match.Value;
            var value = find(name);
            isComplete &= value is not null;
            return value ?? "";
        });
        return isComplete ? resolved : null;
    }

    [GeneratedRegex(@"\{[A-Za-z0-9-]{1,20}(?::[^{}]{1,200})?\}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Resolver();
}
