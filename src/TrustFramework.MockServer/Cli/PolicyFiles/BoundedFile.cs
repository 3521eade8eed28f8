using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <param name="Bytes">The beginning of the file, up to the limit.</param>
/// <param name="Length">The length of the whole file.</param>
internal readonly record struct FileContent(byte[] Bytes, long Length)
{
    public bool IsComplete => Bytes.Length == Length;
}

/// <summary>Reads files up to a limit. Never opens a pipe or a device: the first can block, the second can have no end.</summary>
internal static class BoundedFile
{
    /// <summary>The content, or the reason why the file cannot be read, as a sentence.</summary>
    public static Result<FileContent, string> Read(string path, int maxBytes)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists && file.LinkTarget is null)
                return ExplainMissing(file);
            var target = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            if (!target.Exists)
                return ExplainMissing(file);
            // Pipes and devices have no length, and .NET offers no other way to tell them from a regular file.
            return target.Length == 0 ? "The file is empty or is not a regular file." : ReadRegularFile(target.FullName, maxBytes);
        }
        catch (UnauthorizedAccessException)
        {
            return "Access to the file is denied.";
        }
        catch (IOException exception)
        {
            return $"The file cannot be read: {exception.Message}";
        }
    }

    /// <summary>The content as text, or the reason why the file cannot be read or is too long. A byte order mark selects the encoding.</summary>
    public static Result<string, string> ReadText(string path, int maxBytes)
    {
        if (!Read(path, maxBytes).TryGetValue(out var content, out var reason))
            return Result<string, string>.Failure(reason);
        if (!content.IsComplete)
            return Result<string, string>.Failure($"The file is larger than {maxBytes / 1024} KB.");
        using var reader = new StreamReader(new MemoryStream(content.Bytes), detectEncodingFromByteOrderMarks: true);
        return Result<string, string>.Success(reader.ReadToEnd());
    }

    private static string ExplainMissing(FileInfo file)
    {
        if (file.LinkTarget is { } target)
            return $"The file is a link to '{target}', which is not a file or does not exist.";
        if (Directory.Exists(file.FullName))
            return "The path is a folder.";
        return file.Name.Contains('\uFFFD', StringComparison.Ordinal) ? "The name of the file is not valid UTF-8." : "The file does not exist.";
    }

    private static FileContent ReadRegularFile(string path, int maxBytes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var length = stream.Length;
        var buffer = new byte[Math.Min(length, maxBytes)];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        // A file that became shorter since its length was read.
        return read < buffer.Length ? new FileContent(buffer[..read], read) : new FileContent(buffer, length);
    }
}
