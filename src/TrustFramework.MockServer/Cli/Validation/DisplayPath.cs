namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>How reports name a file, so that editors and code scanning find it.</summary>
internal static class DisplayPath
{
    /// <summary>Relative to the current directory with forward slashes; what lies outside of it keeps its full path.</summary>
    public static string Format(string fullPath)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, fullPath);
        var shown = relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? fullPath : relative;
        return shown.Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>The same as a URI reference: a folder may have blanks in its name.</summary>
    public static string ToUri(string shown) =>
        Path.IsPathRooted(shown) ? new Uri(shown).AbsoluteUri : string.Join('/', shown.Split('/').Select(Uri.EscapeDataString));
}
