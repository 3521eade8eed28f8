using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>A seed folder that is deleted with its test.</summary>
internal sealed class SeedFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public string Path => _folder.FullName;

    public string Setting => $"--MockServer:Seed={Path}";

    public void Write(string name, string content) => File.WriteAllText(System.IO.Path.Combine(Path, name), content);

    /// <summary>Adds a named pipe. The server waits for its content when it reads the seed.</summary>
    public Task AddNamedPipeAsync(string name) => TemporaryDataFolder.RunProgramAsync("mkfifo", System.IO.Path.Combine(Path, name));

    public void Dispose() => _folder.Delete(recursive: true);
}
