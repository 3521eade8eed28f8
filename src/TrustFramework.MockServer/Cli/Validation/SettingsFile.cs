using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>
/// <c>appsettings.json</c> as the VS Code extension and the pipeline tasks for B2C policies read it; other members are theirs.
/// </summary>
internal sealed record SettingsFile
{
    public const string FileName = "appsettings.json";

    private static readonly EnumerationOptions CaseInsensitive = new() { MatchCasing = MatchCasing.CaseInsensitive };

    public IReadOnlyList<SettingsEnvironment>? Environments { get; init; }

    /// <summary>Null when it was read, else the one sentence that says why not.</summary>
    public static string? Read(string path, out SettingsFile settings)
    {
        settings = new SettingsFile();
        try
        {
            settings = JsonSerializer.Deserialize(File.ReadAllText(path), SettingsJson.Default.SettingsFile) ?? settings;
            return null;
        }
        catch (JsonException notJson)
        {
            return $"{DisplayPath.Format(path)}: {notJson.Message}";
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return $"The settings file '{DisplayPath.Format(path)}' cannot be read: {unread.Message}";
        }
    }

    /// <summary>The file in this folder or in the nearest one above it, in any letter case.</summary>
    public static string? FindNearest(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (at.EnumerateFiles(FileName, CaseInsensitive).OrderBy(file => file.Name, StringComparer.Ordinal).FirstOrDefault() is { } found)
                return found.FullName;
        }

        return null;
    }

    public SettingsEnvironment? Find(string name) =>
        Environments?.FirstOrDefault(environment => string.Equals(environment.Name, name, StringComparison.OrdinalIgnoreCase));
}

internal sealed record SettingsEnvironment
{
    public string? Name { get; init; }

    public bool Production { get; init; }

    public string? Tenant { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? PolicySettings { get; init; }

    /// <summary>What <c>{Settings:key}</c> stands for, without regard to case; null when the environment has nothing of that name.</summary>
    public string? this[string key] => key.ToUpperInvariant() switch
    {
        "TENANT" => Tenant,
        "ENVIRONMENT" => Name,
        "PRODUCTION" => Production ? "true" : "false",
        _ => PolicySettings?.FirstOrDefault(setting => string.Equals(setting.Key, key, StringComparison.OrdinalIgnoreCase)) is { Key: not null } found
            ? found.Value.ToString()
            : null,
    };
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(SettingsFile))]
[JsonSerializable(typeof(KeySetFile))]
internal sealed partial class SettingsJson : JsonSerializerContext;
