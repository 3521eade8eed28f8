using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Control.Journal.Masking;

/// <summary>The placeholder for secrets, and the mask for visible text, which removes tokens.</summary>
internal static partial class TextMask
{
    public const string Placeholder = "***";

    public static string Apply(string text) => Token().Replace(text, Placeholder);

    /// <summary>Every JWT starts with <c>eyJ</c>.</summary>
    [GeneratedRegex(@"eyJ[\w.~+/=-]*", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Token();
}
