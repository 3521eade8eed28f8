using System.Collections.Frozen;
using System.Text.Json;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>The ids of the key sets that policies may name, from the command line and from <c>keysets.json</c>.</summary>
internal static class KeySetIdReader
{
    public const string FileName = "keysets.json";

    /// <summary>Null when it was read, else the one sentence that says why not.</summary>
    /// <param name="given">Files and ids, these also several in one text, by commas or blanks. Empty: the files beside the policies.</param>
    /// <param name="keySets">Null when nothing says which there are.</param>
    public static string? Read(IReadOnlyList<string> given, IEnumerable<string> folders, out FrozenSet<string>? keySets)
    {
        var sources = given.Count > 0
            ? given
            : [.. folders.Distinct(StringComparer.Ordinal).Select(folder => Path.Combine(folder, FileName)).Where(File.Exists)];
        keySets = null;
        var ids = new List<string>();
        foreach (var source in sources)
        {
            if (!IsFile(source))
                ids.AddRange(source.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            else if (ReadFile(source, ids) is { } fault)
                return fault;
        }

        if (sources.Count > 0)
            keySets = ids.Select(KeySet.FullId).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        return null;
    }

    private static bool IsFile(string source) => source.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(source);

    private static string? ReadFile(string path, List<string> ids)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(path), SettingsJson.Default.KeySetFile);
            ids.AddRange((file?.KeySets ?? []).Select(set => set.Id).OfType<string>());
            return null;
        }
        catch (JsonException notJson)
        {
            return $"{DisplayPath.Format(Path.GetFullPath(path))}: {notJson.Message}";
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return $"The key set file '{DisplayPath.Format(Path.GetFullPath(path))}' cannot be read: {unread.Message}";
        }
    }
}

/// <summary>As a seed has it; of the keys nothing is read here, so that no secret is.</summary>
internal sealed record KeySetFile
{
    public IReadOnlyList<KeySetEntry>? KeySets { get; init; }
}

internal sealed record KeySetEntry
{
    public string? Id { get; init; }
}
