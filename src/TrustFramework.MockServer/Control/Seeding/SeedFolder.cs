using System.Globalization;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Reads a seed from a folder: <c>keysets.json</c>, <c>users.json</c>, <c>applications.json</c> and <c>*.xml</c>.</summary>
internal sealed class SeedFolder(SeedFiles seedFiles)
{
    public async Task<Result<Seed, string>> ReadAsync(string folder) => (await ReadFilesAsync(folder)).Then(files => Parse(folder, files));

    /// <param name="files">By name, as read from the folder.</param>
    public Result<Seed, string> Parse(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        var seed = seedFiles.Read(files);
        return seed.Error is { } error ? Path.Combine(folder, error) : seed;
    }

    /// <summary>The contents of the files of a seed by name.</summary>
    public static async Task<Result<IReadOnlyDictionary<string, byte[]>, string>> ReadFilesAsync(string folder)
    {
        if (!Directory.Exists(folder))
            return $"The seed folder '{folder}' does not exist. Set MockServer:Seed to a folder, or omit it.";
        try
        {
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var file in ListFiles(folder))
                files.Add(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The seed folder '{folder}' cannot be read: {exception.Message}";
        }
    }

    /// <summary>Names, lengths and times of the files, which differ after a change; null if the folder cannot be read.</summary>
    public static string? GetFingerprint(string folder)
    {
        try
        {
            return string.Join('\n', ListFiles(folder).Order(StringComparer.Ordinal).Select(path => new FileInfo(path))
                .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name}|{file.Length}|{file.LastWriteTimeUtc.Ticks}")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> ListFiles(string folder) => Directory.GetFiles(folder).Where(file => SeedFiles.IsSeedFile(Path.GetFileName(file)));
}
