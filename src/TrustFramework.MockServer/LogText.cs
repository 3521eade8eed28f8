namespace TrustFramework.MockServer;

/// <summary>Makes text from a client safe for the log: a line break in it must not forge a second log line.</summary>
internal static class LogText
{
    /// <summary>Replaces each control character with a space and truncates the text to <paramref name="maxLength"/> characters.</summary>
    public static string Sanitize(string text, int maxLength)
    {
        var cut = text.Length > maxLength ? $"{text[..maxLength]}…" : text;
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c)) : cut;
    }
}
