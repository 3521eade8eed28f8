using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Reads a seed from a folder: <c>keysets.json</c>, <c>users.json</c>, <c>applications.json</c> and <c>*.xml</c>.</summary>
internal sealed class SeedFolder(SeedFiles seedFiles)
{
    public async Task<Result<Seed, string>> ReadAsync(string folder)
    {
        if (!Directory.Exists(folder))
            return $"The seed folder '{folder}' does not exist. Set MockServer:Seed to a folder, or omit it.";
        try
        {
            var files = new List<KeyValuePair<string, byte[]>>();
            foreach (var file in Directory.GetFiles(folder).Where(file => SeedFiles.IsSeedFile(Path.GetFileName(file))))
                files.Add(KeyValuePair.Create(Path.GetFileName(file), await File.ReadAllBytesAsync(file)));
            var seed = seedFiles.Read(files);
            return seed.Error is { } error ? Path.Combine(folder, error) : seed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The seed folder '{folder}' cannot be read: {exception.Message}";
        }
    }
}
