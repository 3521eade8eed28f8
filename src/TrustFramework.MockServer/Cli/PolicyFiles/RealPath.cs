namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Paths without symbolic links.</summary>
internal static class RealPath
{
    // Linux follows this many links in one path.
    private const int MaxLinks = 40;

    /// <summary>Replaces the symbolic links in all parts of a full path. Null if the links form a cycle.</summary>
    public static string? Resolve(string fullPath)
    {
        var root = Path.GetPathRoot(fullPath)!;
        var resolved = root;
        var parts = new Stack<string>();
        PushParts(parts, fullPath[root.Length..]);
        for (var links = 0; parts.TryPop(out var part);)
        {
            var next = Path.GetFullPath(part, resolved);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (++links > MaxLinks)
                return null;
            var targetRoot = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : "";
            if (targetRoot.Length > 0)
                resolved = targetRoot;
            PushParts(parts, target[targetRoot.Length..]);
        }

        return resolved;
    }

    private static void PushParts(Stack<string> parts, string path)
    {
        foreach (var part in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse())
            parts.Push(part);
    }
}
