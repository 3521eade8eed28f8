using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Resolves the files and folders of a command line to policy files.</summary>
internal static class InputFiles
{
    private static readonly EnumerationOptions Recursive = new()
    {
        RecurseSubdirectories = true,
        MatchCasing = MatchCasing.CaseInsensitive,
        IgnoreInaccessible = false,
    };

    /// <summary>The full paths in ordinal order, each once. A folder stands for all <c>*.xml</c> files in it, at any depth.</summary>
    public static Result<IReadOnlyList<string>, string> Find(IReadOnlyList<string> arguments, string workingDirectory)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            var path = Path.GetFullPath(argument, workingDirectory);
            if (argument.Length > 0 && Directory.Exists(path))
                found.UnionWith(Directory.EnumerateFiles(path, "*.xml", Recursive));
            else if (File.Exists(path))
                found.Add(path);
            else
                return argument.StartsWith('-') ? $"'{argument}' is not an option of this command. Run it with --help for a list." : $"There is no file or folder '{argument}'.";
        }

        return found.Count > 0
            ? Result<IReadOnlyList<string>, string>.Success([.. found])
            : $"There is no *.xml file in '{string.Join("', '", arguments)}'.";
    }
}
