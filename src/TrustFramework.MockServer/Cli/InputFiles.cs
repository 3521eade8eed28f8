namespace TrustFramework.MockServer.Cli;

/// <summary>From what was given on the command line to the files that are meant.</summary>
internal static class InputFiles
{
    private static readonly EnumerationOptions Recursive = new()
    {
        RecurseSubdirectories = true,
        MatchCasing = MatchCasing.CaseInsensitive,
        IgnoreInaccessible = false,
    };

    /// <summary>Null when there are some, else the one sentence that says why not.</summary>
    /// <param name="given">Files, and folders in which every <c>*.xml</c> is meant, at any depth.</param>
    /// <param name="paths">Full paths in ordinal order, each once.</param>
    public static string? Find(IReadOnlyList<string> given, out IReadOnlyList<string> paths)
    {
        paths = [];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var one in given)
        {
            var path = Path.GetFullPath(one);
            if (Directory.Exists(path))
                found.UnionWith(Directory.EnumerateFiles(path, "*.xml", Recursive));
            else if (File.Exists(path))
                found.Add(path);
            else
                return one.StartsWith('-') ? $"'{one}' is no option of this command; --help lists them." : $"There is no file or folder '{one}'.";
        }

        paths = [.. found];
        return found.Count > 0 ? null : $"There is no *.xml file in '{string.Join("', '", given)}'.";
    }
}
