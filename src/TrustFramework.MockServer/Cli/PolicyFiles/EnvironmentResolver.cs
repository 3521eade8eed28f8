using TrustFramework.MockServer.Cli.Validation;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Finds the settings file and the environment for the policies of each folder.</summary>
internal sealed class EnvironmentResolver
{
    private readonly ValidationRequest _request;
    private readonly string? _settingsPath;
    private readonly Dictionary<string, string?> _settingsPathByFolder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SettingsEnvironment> _environmentByPath = new(StringComparer.Ordinal);

    private EnvironmentResolver(ValidationRequest request) =>
        (_request, _settingsPath) = (request, request.Settings is { } settings ? Path.GetFullPath(settings, request.WorkingDirectory) : null);

    /// <summary>The environments by folder; empty if the request names none.</summary>
    public static Result<IReadOnlyDictionary<string, SettingsEnvironment>, string> Resolve(ValidationRequest request, IEnumerable<string> folders)
    {
        var byFolder = new Dictionary<string, SettingsEnvironment>(StringComparer.Ordinal);
        if (request is { Environment: null, Settings: null })
            return byFolder;

        var resolver = new EnvironmentResolver(request);
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            if (!resolver.Find(folder).TryGetValue(out var environment, out var error))
                return error;
            byFolder.Add(folder, environment);
        }

        return byFolder;
    }

    private Result<SettingsEnvironment, string> Find(string folder)
    {
        if ((_settingsPath ?? FindNearestSettings(folder)) is not { } path)
            return $"There is no {SettingsFile.FileName} in '{DisplayPath.Format(folder, _request.WorkingDirectory)}' or a folder above. Name one with --settings.";
        if (_environmentByPath.TryGetValue(path, out var known))
            return known;
        var result = SelectEnvironment(path, DisplayPath.Format(path, _request.WorkingDirectory));
        if (result.TryGetValue(out var environment, out _))
            _environmentByPath.Add(path, environment);
        return result;
    }

    /// <summary>The settings file in the folder or in the nearest folder above. Each folder is searched once.</summary>
    private string? FindNearestSettings(string folder)
    {
        var visited = new List<string>();
        string? found = null;
        for (var current = folder; current is not null && !_settingsPathByFolder.TryGetValue(current, out found); current = Path.GetDirectoryName(current))
        {
            visited.Add(current);
            if ((found = SettingsFile.FindIn(current)) is not null)
                break;
        }

        foreach (var folderBelow in visited)
            _settingsPathByFolder[folderBelow] = found;
        return found;
    }

    private Result<SettingsEnvironment, string> SelectEnvironment(string path, string displayPath)
    {
        if (!SettingsFile.Read(path, displayPath).TryGetValue(out var settings, out var error))
            return error;
        var names = string.Join(", ", settings.Environments.Select(environment => $"'{environment.Name}'"));
        var list = names.Length > 0 ? $"Its environments are {names}." : "It has no environments.";
        if (_request.Environment is not { } name)
            return $"--settings {displayPath} requires --environment NAME. {list}";
        return settings.Find(name) switch
        {
            [var found] => found,
            [] => $"There is no environment '{name}' in {displayPath}. {list}",
            _ => $"Several environments in {displayPath} have the name '{name}'. Give each a name of its own.",
        };
    }
}
