using System.IO.Compression;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>A seed from a zip: the files of the folder, which may lie in folders of their own, but together.</summary>
internal static class SeedArchive
{
    /// <summary>Of all files together. What they say of their size is not believed.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxEntries = 2000;

    /// <summary>What a Mac puts into each zip beside the files.</summary>
    private const string MacFolder = "__MACOSX/";

    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK"u8);

    public static SeedReading Read(ReadOnlyMemory<byte> zip)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip.ToArray(), writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries)
                return SeedReading.Wrong($"The zip has {archive.Entries.Count} entries, and a seed at most {MaxEntries}.");
            if (archive.Entries.FirstOrDefault(entry => EscapesArchive(entry.FullName)) is { } elsewhere)
                return SeedReading.Wrong($"The zip has an entry '{elsewhere.FullName}', which lies outside of it.");
            return Read([.. archive.Entries.Where(entry => SeedFiles.IsSeedFile(entry.Name) && !entry.FullName.StartsWith(MacFolder, StringComparison.Ordinal))]);
        }
        catch (Exception unread) when (unread is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            return SeedReading.Wrong($"The zip cannot be read: {unread.Message}");
        }
    }

    private static SeedReading Read(IReadOnlyList<ZipArchiveEntry> entries)
    {
        if (entries.Count == 0)
            return SeedReading.Wrong($"The zip has no {SeedFiles.KeySetFileName} and no *.xml.");
        if (entries.FirstOrDefault(entry => GetFolder(entry) != GetFolder(entries[0])) is { } apart)
            return SeedReading.Wrong($"'{entries[0].FullName}' and '{apart.FullName}' lie in different folders. The files of a seed lie in one.");
        if (entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            return SeedReading.Wrong($"The zip has '{twice.Key}' twice.");

        var (files, left) = (new List<KeyValuePair<string, byte[]>>(), MaxBytes);
        foreach (var entry in entries)
        {
            if (Unpack(entry, left) is not { } bytes)
                return SeedReading.Wrong($"The zip unpacks to more than {MaxBytes} bytes.");
            left -= bytes.Length;
            files.Add(KeyValuePair.Create(entry.Name, bytes));
        }

        return SeedFiles.Read(files);
    }

    /// <summary>Null when there is more than that.</summary>
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
