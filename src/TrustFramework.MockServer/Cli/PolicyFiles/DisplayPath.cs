namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Formats paths in reports so that editors and code scanning can open the files.</summary>
internal static class DisplayPath
{
    /// <summary>The path relative to the working directory, with forward slashes. A path outside of it stays absolute.</summary>
    public static string Format(string fullPath, string workingDirectory)
    {
        var relative = Path.GetRelativePath(workingDirectory, fullPath);
        var isOutside = relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) || Path.IsPathRooted(relative);
        return (isOutside ? fullPath : relative).Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>A display path as an escaped URI reference: relative, or with the scheme <c>file</c>.</summary>
    public static string ToUri(string displayPath)
    {
        var escaped = string.Join('/', displayPath.Split('/').Select(Uri.EscapeDataString));
        if (!Path.IsPathRooted(displayPath))
            return escaped;
        // The colon of a drive letter is not escaped: file:///C:/policies/Base.xml
        return $"file://{(escaped.StartsWith('/') ? "" : "/")}{escaped.Replace("%3A", ":", StringComparison.Ordinal)}";
    }
}
