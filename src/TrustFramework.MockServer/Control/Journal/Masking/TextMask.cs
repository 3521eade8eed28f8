using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Control.Journal.Masking;

/// <summary>What stands in a secret's place; and the last sieve, for text that may be shown: no token hides in it.</summary>
internal static partial class TextMask
{
    public const string Placeholder = "***";

    /// <summary>Every JWT begins so.</summary>
    private const string JwtPrefix = "eyJ";

    public static string Apply(string text) => text.Contains(JwtPrefix, StringComparison.Ordinal) ? Token().Replace(text, Placeholder) : text;

    /// <summary>Whether a token may hide in a text in UTF-8.</summary>
    public static bool MayContainToken(ReadOnlySpan<byte> text) => text.IndexOf("eyJ"u8) >= 0;

    [GeneratedRegex(@"eyJ[\w.~+/=-]*", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Token();
}
