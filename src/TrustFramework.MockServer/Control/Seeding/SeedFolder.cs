namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>A seed from a folder: <c>keysets.json</c> and <c>*.xml</c>.</summary>
internal static class SeedFolder
{
    public static async Task<SeedReading> ReadAsync(string folder)
    {
        if (!Directory.Exists(folder))
            return SeedReading.Wrong($"The seed folder '{folder}' does not exist. Set MockServer:Seed to a folder, or leave it out.");
        try
        {
            var files = new List<KeyValuePair<string, byte[]>>();
            foreach (var file in Directory.GetFiles(folder).Where(file => SeedFiles.IsSeedFile(Path.GetFileName(file))))
                files.Add(KeyValuePair.Create(Path.GetFileName(file), await File.ReadAllBytesAsync(file)));
            var read = SeedFiles.Read(files);
            return read.Fault is { } fault ? SeedReading.Wrong(Path.Combine(folder, fault)) : read;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return SeedReading.Wrong($"The seed folder '{folder}' cannot be read: {unread.Message}");
        }
    }
}
