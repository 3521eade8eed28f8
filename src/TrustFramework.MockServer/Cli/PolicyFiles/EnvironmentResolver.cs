using TrustFramework.MockServer.Cli.Validation;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Finds the settings file and the environment for the policies of each folder.</summary>
internal static class EnvironmentResolver
{
    /// <summary>The environments by folder; empty if the request names none.</summary>
    public static Result<IReadOnlyDictionary<string, SettingsEnvironment>, string> Resolve(ValidationRequest request, IEnumerable<string> paths)
    {
        var byFolder = new Dictionary<string, SettingsEnvironment>(StringComparer.Ordinal);
        if (request is { Environment: null, Settings: null })
            return byFolder;

        var byFile = new Dictionary<string, SettingsEnvironment>(StringComparer.Ordinal);
        foreach (var folder in paths.Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal))
        {
            var path = request.Settings is { } settings ? Path.GetFullPath(settings, request.WorkingDirectory) : SettingsFile.FindNearest(folder);
            if (path is null)
                return $"There is no {SettingsFile.FileName} in '{DisplayPath.Format(folder, request.WorkingDirectory)}' or a folder above. Name one with --settings.";
            if (!byFile.TryGetValue(path, out var environment))
            {
                if (!Find(request.Environment, path, DisplayPath.Format(path, request.WorkingDirectory)).TryGetValue(out environment, out var error))
                    return error;
                byFile.Add(path, environment);
            }

            byFolder.Add(folder, environment);
        }

        return byFolder;
    }

    private static Result<SettingsEnvironment, string> Find(string? name, string path, string displayPath)
    {
        if (!SettingsFile.Read(path, displayPath).TryGetValue(out var settings, out var error))
            return error;
        var names = string.Join(", ", (settings.Environments ?? []).Select(environment => $"'{environment.Name}'"));
        var list = names.Length > 0 ? $"Its environments are {names}." : "It has no environments.";
        if (name is null)
            return $"--settings {displayPath} requires --environment NAME. {list}";
        return settings.Find(name) is { } found ? found : $"There is no environment '{name}' in {displayPath}. {list}";
    }
}
