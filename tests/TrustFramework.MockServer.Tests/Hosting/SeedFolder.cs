using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>A folder to be seeded from, gone with its test.</summary>
internal sealed class SeedFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public string Path => _folder.FullName;

    public string Setting => $"--MockServer:Seed={Path}";

    public void Write(string name, string content) => File.WriteAllText(System.IO.Path.Combine(Path, name), content);

    /// <summary>A file that has no content before somebody writes it: whoever reads it waits.</summary>
    public Task AddNamedPipeAsync(string name) => TemporaryDataFolder.RunProgramAsync("mkfifo", System.IO.Path.Combine(Path, name));

    public void Dispose() => _folder.Delete(recursive: true);
}
