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

    // Key sets can contain certificates.
    private const int MaxSize = 16 * 1024 * 1024;

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
            var named = source.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (named.Length == 0)
                return "--keys is empty. Name a keysets.json, or ids of key sets.";
            var path = Path.GetFullPath(source, request.WorkingDirectory);
            if (Directory.Exists(path))
                return $"--keys names the folder '{source}'. Name the file in it: {Path.Combine(source, FileName)}";
            if (!source.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !File.Exists(path))
                ids.AddRange(named);
            else if (ReadFile(path, DisplayPath.Format(path, request.WorkingDirectory)).TryGetValue(out var fromFile, out var error))
                ids.AddRange(fromFile);
            else
                return error;
        }

        return ids.Select(KeySet.FullId).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    private static Result<List<string>, string> ReadFile(string path, string displayPath) => BoundedFile.ReadText(path, MaxSize).TryGetValue(out var text, out var reason)
        ? JsonText.Parse(text, displayPath).Then(json => ReadIds(json, displayPath))
        : $"The key set file '{displayPath}' cannot be read: {reason}";

    /// <summary>The ids of a <c>keysets.json</c> of a seed.</summary>
    private static Result<List<string>, string> ReadIds(JsonElement root, string displayPath)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return $"{displayPath}: The file contains {JsonText.Describe(root)}. It must contain an object with the property 'keySets'.";
        if (JsonText.FindProperty(root, "keySets") is not { } keySets)
            return new List<string>();
        if (keySets.ValueKind != JsonValueKind.Array)
            return $"{displayPath}: The property 'keySets' is {JsonText.Describe(keySets)}. It must be an array of objects.";

        var ids = new List<string>();
        foreach (var (index, keySet) in keySets.EnumerateArray().Index())
        {
            if (keySet.ValueKind != JsonValueKind.Object)
                return $"{displayPath}: Item {index + 1} of the property 'keySets' is {JsonText.Describe(keySet)}. It must be an object.";
            if (JsonText.FindProperty(keySet, "id") is not { ValueKind: JsonValueKind.String } id)
                return $"{displayPath}: Item {index + 1} of the property 'keySets' has no string 'id'.";
            ids.Add(id.GetString()!);
        }

        return ids;
    }
}
