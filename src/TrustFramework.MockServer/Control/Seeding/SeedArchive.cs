using System.IO.Compression;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Reads a seed from a zip. Its files may be in a folder of the zip, but all in the same one.</summary>
internal sealed class SeedArchive(SeedFiles files)
{
    /// <summary>The limit for all files together, by their real size: the sizes in the zip may be wrong.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxEntries = 2000;

    /// <summary>The folder of metadata that macOS adds to a zip.</summary>
    private const string MacFolder = "__MACOSX/";

    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK"u8);

    public Result<Seed, string> Read(ReadOnlyMemory<byte> zip)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip.ToArray(), writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries)
                return $"The zip has {archive.Entries.Count} entries. A seed has at most {MaxEntries}.";
            if (archive.Entries.FirstOrDefault(entry => EscapesArchive(entry.FullName)) is { } outside)
                return $"The zip has an entry '{outside.FullName}' outside the zip.";
            return Read([.. archive.Entries.Where(entry => SeedFiles.IsSeedFile(entry.Name) && !entry.FullName.StartsWith(MacFolder, StringComparison.Ordinal))]);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            return $"The zip cannot be read: {exception.Message}";
        }
    }

    private Result<Seed, string> Read(IReadOnlyList<ZipArchiveEntry> entries)
    {
        if (entries.Count == 0)
            return $"The zip has no {SeedFiles.ExpectedFiles}.";
        if (entries.FirstOrDefault(entry => GetFolder(entry) != GetFolder(entries[0])) is { } other)
            return $"'{entries[0].FullName}' and '{other.FullName}' are in different folders. All files of a seed are in the same folder.";
        if (entries.GroupBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Skip(1).Any()) is { } duplicate)
            return $"The zip has '{duplicate.Key}' twice.";

        var (unpacked, remaining) = (new List<KeyValuePair<string, byte[]>>(), MaxBytes);
        foreach (var entry in entries)
        {
            if (Unpack(entry, remaining) is not { } bytes)
                return $"The zip unpacks to more than {MaxBytes} bytes.";
            remaining -= bytes.Length;
            unpacked.Add(KeyValuePair.Create(entry.Name, bytes));
        }

        return files.Read(unpacked);
    }

    /// <summary>Null when the entry is larger than the limit.</summary>
    private static byte[]? Unpack(ZipArchiveEntry entry, int maxBytes)
    {
        using var packed = entry.Open();
        using var unpacked = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            if (unpacked.Length + read > maxBytes)
                return null;
            unpacked.Write(buffer, 0, read);
        }

        return unpacked.ToArray();
    }

    private static string GetFolder(ZipArchiveEntry entry) => entry.FullName[..^entry.Name.Length];

    private static bool EscapesArchive(string path) =>
        path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Contains("..", StringComparer.Ordinal);
}
