using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Cli;

/// <summary>Writes a file that only its owner can read, and that replaces an existing file only when it is complete.</summary>
/// <param name="Path">The target if the name is that of a link.</param>
internal sealed record PrivateFile(string Path)
{
    public static PrivateFile Resolve(string path) => new(new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path);

    /// <summary>Why the file cannot be created or replaced, as a sentence; null if nothing is known against it.</summary>
    public string? GetError()
    {
        if (Directory.Exists(Path))
            return $"'{Path}' is a folder. Name a file.";
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(Path)))
            return $"The folder of '{Path}' does not exist.";
        // Replacing a device such as /dev/null would delete it. Devices and pipes have no length, and .NET offers no other way to tell them from a file.
        return File.Exists(Path) && new FileInfo(Path).Length == 0 ? $"'{Path}' is empty or is not a regular file. Delete it, or name another file." : null;
    }

    public async Task WriteAsync(Func<Stream, Task> write, IRandomSource random)
    {
        using var temporary = new TemporaryFile(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, $".{random.NewId():N}"));
        await temporary.WritePrivateAsync(write);
        temporary.MoveTo(Path);
    }
}
