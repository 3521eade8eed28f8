namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Formats paths in reports so that editors and code scanning can open the files.</summary>
internal static class DisplayPath
{
    /// <summary>The path relative to the working directory, with forward slashes. A path outside of it stays absolute.</summary>
    public static string Format(string fullPath, string workingDirectory)
    {
        var relative = Path.GetRelativePath(workingDirectory, fullPath);
        var displayPath = relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? fullPath : relative;
        return displayPath.Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>A display path as an escaped URI reference.</summary>
    public static string ToUri(string displayPath) =>
        Path.IsPathRooted(displayPath) ? new Uri(displayPath).AbsoluteUri : string.Join('/', displayPath.Split('/').Select(Uri.EscapeDataString));
}
