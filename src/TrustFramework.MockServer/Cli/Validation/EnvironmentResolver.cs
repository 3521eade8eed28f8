namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Which environment of which settings file the policies of a folder are filled in from.</summary>
internal static class EnvironmentResolver
{
    /// <summary>Null when it could be made, else the one sentence that says what is wrong.</summary>
    /// <param name="environments">By folder; empty when none was asked for.</param>
    public static string? Resolve(ValidationRequest request, IEnumerable<string> paths, out IReadOnlyDictionary<string, SettingsEnvironment> environments)
    {
        var made = new Dictionary<string, SettingsEnvironment>(StringComparer.Ordinal);
        environments = made;
        if (request is { Environment: null, Settings: null })
            return null;

        var byFile = new Dictionary<string, SettingsEnvironment>(StringComparer.Ordinal);
        foreach (var folder in paths.Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal))
        {
            var path = request.Settings is { } given ? Path.GetFullPath(given) : SettingsFile.FindNearest(folder);
            if (path is null)
                return $"There is no {SettingsFile.FileName} in '{DisplayPath.Format(folder)}' or above; name one with --settings.";
            if (!byFile.TryGetValue(path, out var environment))
            {
                if (Find(request.Environment, path, out environment) is { } fault)
                    return fault;
                byFile.Add(path, environment);
            }

            made.Add(folder, environment);
        }

        return null;
    }

    private static string? Find(string? name, string path, out SettingsEnvironment environment)
    {
        environment = new SettingsEnvironment();
        if (SettingsFile.Read(path, out var settings) is { } fault)
            return fault;
        var names = string.Join(", ", (settings.Environments ?? []).Select(known => $"'{known.Name}'"));
        var known = names.Length > 0 ? $"there are {names}" : "there are none";
        if (name is null)
            return $"--settings needs --environment NAME; in {DisplayPath.Format(path)} {known}.";
        if (settings.Find(name) is not { } found)
            return $"There is no environment '{name}' in {DisplayPath.Format(path)}; {known}.";
        environment = found;
        return null;
    }
}
