using System.Text.RegularExpressions;

namespace TrustFramework.Engine.Restrictions;

/// <summary>Regular expressions of policies. They run with a timeout, because their cost depends on the policy and the text.</summary>
internal static class PolicyPattern
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Returns whether the text has a match; null if the pattern is invalid or takes too long.</summary>
    public static bool? IsMatch(string pattern, string text) => Match(pattern, text)?.Success;

    /// <summary>Returns the first match, which may be unsuccessful; null if the pattern is invalid or takes too long.</summary>
    public static Match? Match(string pattern, string text) => Run(pattern, regex => regex.Match(text));

    /// <summary>Replaces all matches by a text without substitutions; null if the pattern is invalid or takes too long.</summary>
    public static string? Replace(string pattern, string text, string replacement) => Run(pattern, regex => regex.Replace(text, _ => replacement));

    private static T? Run<T>(string pattern, Func<Regex, T> run)
        where T : class
    {
        try
        {
            return run(new Regex(pattern, RegexOptions.None, MatchTimeout));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
