using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Cli.Validation;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>
/// <c>appsettings.json</c> as the VS Code extension and the pipeline tasks for B2C policies read it. Members that only they use are ignored.
/// </summary>
internal sealed record SettingsFile
{
    public const string FileName = "appsettings.json";

    private static readonly EnumerationOptions CaseInsensitive = new() { MatchCasing = MatchCasing.CaseInsensitive };

    public IReadOnlyList<SettingsEnvironment>? Environments { get; init; }

    public static Result<SettingsFile, string> Read(string path, string displayPath)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), SettingsJson.Default.SettingsFile) ?? new SettingsFile();
        }
        catch (JsonException exception)
        {
            return $"{displayPath}: {exception.Message}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The settings file '{displayPath}' cannot be read: {exception.Message}";
        }
    }

    /// <summary>The path of the file in this folder or in the nearest folder above, in any letter case; null if there is none.</summary>
    public static string? FindNearest(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            if (current.EnumerateFiles(FileName, CaseInsensitive).OrderBy(file => file.Name, StringComparer.Ordinal).FirstOrDefault() is { } found)
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

    /// <summary>The value of <c>{Settings:key}</c>, in any letter case; null if the environment has no such setting.</summary>
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
