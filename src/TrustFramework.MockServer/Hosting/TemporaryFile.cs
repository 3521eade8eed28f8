using System.Text;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// A new file beside the file that it replaces. It is written to the disk before it gets its name, so that no process reads an incomplete file,
/// not even after a power failure. It is deleted if it was not moved.
/// </summary>
internal sealed class TemporaryFile(string path) : IDisposable
{
    /// <param name="othersMode">The access of other users. The owner can always read and write.</param>
    public void Write(string text, UnixFileMode othersMode)
    {
        using var stream = Create(othersMode);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Only the owner can read the file.</summary>
    /// <param name="write">Writes to the stream in large parts.</param>
    public async Task WritePrivateAsync(Func<Stream, Task> write)
    {
        await using var stream = Create(UnixFileMode.None);
        await write(stream);
        RandomAccess.FlushToDisk(stream.SafeFileHandle);
    }

    public void MoveTo(string file) => File.Move(path, file, overwrite: true);

    public void Dispose() => File.Delete(path);

    private FileStream Create(UnixFileMode othersMode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | othersMode;
        return new FileStream(path, options);
    }
}
