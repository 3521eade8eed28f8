using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>A file that the command line names or that is in a folder that it names.</summary>
/// <param name="Error">Why the entry, a folder, cannot be read; null for a file.</param>
internal sealed record InputFile(string FullPath, string? Error = null)
{
    public string Folder => Path.GetDirectoryName(FullPath) ?? FullPath;
}

/// <summary>Resolves the files and folders of a command line to policy files.</summary>
internal sealed class InputFiles
{
    private const string Extension = ".xml";

    private static readonly EnumerationOptions AllEntries = new() { IgnoreInaccessible = false };

    private readonly HashSet<string> _visitedFolders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _foundFiles = new(StringComparer.Ordinal);
    private readonly List<InputFile> _files = [];

    private readonly Stack<DirectoryInfo> _folders = [];

    // Followed last, so that a file that is found twice has the path without links.
    private readonly Queue<FileSystemInfo> _links = [];

    private InputFiles()
    {
    }

    /// <summary>
    /// The files in the ordinal order of their paths, each once, even if links lead to it. A folder stands for all <c>*.xml</c> files in it, at any
    /// depth. A folder that cannot be read is in the list with its error.
    /// </summary>
    public static Result<IReadOnlyList<InputFile>, string> Find(IReadOnlyList<string> arguments, string workingDirectory)
    {
        var files = new InputFiles();
        foreach (var argument in arguments)
        {
            var path = Path.GetFullPath(argument, workingDirectory);
            if (argument.Length > 0 && Directory.Exists(path))
                files._folders.Push(new DirectoryInfo(path));
            else if (argument.Length > 0 && IsEntry(path))
                files.AddFile(path, RealPath.Resolve(path));
            else
                return argument.StartsWith('-') ? $"'{argument}' is not an option of this command. Run it with --help for a list." : $"There is no file or folder '{argument}'.";
        }

        files.VisitFolders();
        return files._files.Count > 0
            ? Result<IReadOnlyList<InputFile>, string>.Success([.. files._files.OrderBy(file => file.FullPath, StringComparer.Ordinal)])
            : $"There is no *{Extension} file in '{string.Join("', '", arguments)}'.";
    }

    /// <summary>
    /// Whether the path is the entry of a folder. A shell that expands a pattern also names entries that cannot be read, such as dangling links.
    /// </summary>
    private static bool IsEntry(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // .NET replaces the invalid bytes of a name that is not UTF-8, so it does not find the file.
            return path.Contains('\uFFFD', StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private void VisitFolders()
    {
        while (true)
        {
            if (_folders.TryPop(out var folder))
                VisitFolder(folder);
            else if (!_links.TryDequeue(out var link))
                return;
            else if (link is DirectoryInfo linkedFolder)
                VisitFolder(linkedFolder);
            else
                AddFile(link.FullName, RealPath.Resolve(link.FullName));
        }
    }

    private void VisitFolder(DirectoryInfo folder)
    {
        var realPath = RealPath.Resolve(folder.FullName) ?? folder.FullName;
        if (!_visitedFolders.Add(realPath))
            return;
        try
        {
            foreach (var entry in folder.EnumerateFileSystemInfos("*", AllEntries))
            {
                if (entry is not DirectoryInfo && !Path.GetExtension(entry.Name).Equals(Extension, StringComparison.OrdinalIgnoreCase))
                    continue;
                // .NET enumerates an entry whose path exceeds the limit of the operating system, but without the path.
                if (entry.FullName.Length == 0)
                    _files.Add(new InputFile(Path.Join(folder.FullName, entry.Name), "The path is too long."));
                else if (entry.LinkTarget is not null)
                    _links.Enqueue(entry);
                else if (entry is DirectoryInfo subfolder)
                    _folders.Push(subfolder);
                else
                    AddFile(entry.FullName, Path.Combine(realPath, entry.Name));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _files.Add(new InputFile(folder.FullName, ExplainUnreadableFolder(folder, exception)));
        }
    }

    private void AddFile(string path, string? realPath)
    {
        if (_foundFiles.Add(realPath ?? path))
            _files.Add(new InputFile(path));
    }

    private static string ExplainUnreadableFolder(DirectoryInfo folder, Exception exception) => exception switch
    {
        UnauthorizedAccessException => "Access to the folder is denied.",
        DirectoryNotFoundException when folder.Name.Contains('\uFFFD', StringComparison.Ordinal) => "The name of the folder is not valid UTF-8.",
        _ => $"The folder cannot be read: {exception.Message}",
    };
}
