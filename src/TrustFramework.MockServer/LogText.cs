namespace TrustFramework.MockServer;

/// <summary>Makes text that a client wrote safe to print: one log line must not look like two.</summary>
internal static class LogText
{
    /// <summary>The text with a space in the place of each control character, cut after <paramref name="maxLength"/> characters.</summary>
    public static string Sanitize(string text, int maxLength)
    {
        var cut = text.Length > maxLength ? $"{text[..maxLength]}…" : text;
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c)) : cut;
    }
}
