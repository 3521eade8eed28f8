using System.Collections.Immutable;
using System.Text.Json;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>
/// <c>appsettings.json</c> as the VS Code extension and the pipeline tasks for B2C policies read it. Members that only they use are ignored.
/// </summary>
internal sealed record SettingsFile(ImmutableArray<SettingsEnvironment> Environments)
{
    public const string FileName = "appsettings.json";

    private const int MaxSize = 1024 * 1024;

    private static readonly EnumerationOptions CaseInsensitive = new() { MatchCasing = MatchCasing.CaseInsensitive };

    /// <summary>The settings, or a sentence with the file and the property that are not as expected.</summary>
    public static Result<SettingsFile, string> Read(string path, string displayPath)
    {
        if (!BoundedFile.ReadText(path, MaxSize).TryGetValue(out var text, out var reason))
            return $"The settings file '{displayPath}' cannot be read: {reason}";
        return JsonText.Parse(text, displayPath).Then(json => ReadRoot(json, displayPath));
    }

    /// <summary>The path of the file in this folder, in any letter case; null if there is none.</summary>
    public static string? FindIn(string folder) => new DirectoryInfo(folder).EnumerateFiles(FileName, CaseInsensitive)
        .OrderBy(file => file.Name, StringComparer.Ordinal).FirstOrDefault()?.FullName;

    /// <summary>The environments with this name in any letter case. A valid file has at most one.</summary>
    public IReadOnlyList<SettingsEnvironment> Find(string name) =>
        [.. Environments.Where(environment => string.Equals(environment.Name, name, StringComparison.OrdinalIgnoreCase))];

    private static Result<SettingsFile, string> ReadRoot(JsonElement root, string displayPath)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return $"{displayPath}: The file contains {JsonText.Describe(root)}. It must contain an object with the property 'Environments'.";
        if (JsonText.FindProperty(root, "Environments") is not { ValueKind: not JsonValueKind.Null } list)
            return new SettingsFile([]);
        if (list.ValueKind != JsonValueKind.Array)
            return $"{displayPath}: The property 'Environments' is {JsonText.Describe(list)}. It must be an array of objects.";

        var environments = ImmutableArray.CreateBuilder<SettingsEnvironment>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (!SettingsEnvironment.Read(item, index + 1, displayPath).TryGetValue(out var environment, out var error))
                return error;
            environments.Add(environment);
        }

        return new SettingsFile(environments.ToImmutable());
    }
}
