using System.Collections.Frozen;
using System.Text.Json;
using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Reads the ids of the key sets that exist, from the command line and from <c>keysets.json</c>.</summary>
internal static class KeySetIdReader
{
    public const string FileName = "keysets.json";

    /// <summary>
    /// The ids; null if they are not known or not checked. A value of --keys is a file, or one or more ids separated by commas, semicolons or
    /// spaces. Without --keys, the files in the folders are read.
    /// </summary>
    public static Result<FrozenSet<string>?, string> Read(ValidationRequest request, IEnumerable<string> folders)
    {
        var sources = request.Keys.Count > 0
            ? request.Keys
            : [.. folders.Distinct(StringComparer.Ordinal).Select(folder => Path.Combine(folder, FileName)).Where(File.Exists)];
        if (request.IgnoreKeys || sources.Count == 0)
            return Result<FrozenSet<string>?, string>.Success(null);

        var ids = new List<string>();
        foreach (var source in sources)
        {
            var path = Path.GetFullPath(source, request.WorkingDirectory);
            if (!source.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !File.Exists(path))
                ids.AddRange(source.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            else if (ReadFile(path, DisplayPath.Format(path, request.WorkingDirectory)).TryGetValue(out var fromFile, out var error))
                ids.AddRange(fromFile);
            else
                return error;
        }

        return ids.Select(KeySet.FullId).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    private static Result<List<string>, string> ReadFile(string path, string displayPath)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(path), SettingsJson.Default.KeySetFile);
            return (file?.KeySets ?? []).Select(set => set.Id).OfType<string>().ToList();
        }
        catch (JsonException exception)
        {
            return $"{displayPath}: {exception.Message}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The key set file '{displayPath}' cannot be read: {exception.Message}";
        }
    }
}

/// <summary>The <c>keysets.json</c> of a seed. The keys are not read, so that no secret is in memory.</summary>
internal sealed record KeySetFile
{
    public IReadOnlyList<KeySetEntry>? KeySets { get; init; }
}

internal sealed record KeySetEntry
{
    public string? Id { get; init; }
}
