using System.Collections.Frozen;
using System.Text.Json;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Why a reference to a setting cannot be replaced.</summary>
/// <param name="Hint">With <c>{0}</c> for the reference.</param>
internal sealed record SettingProblem(string Message, string Hint)
{
    public string GetHint(string reference) => Hint.Replace("{0}", reference, StringComparison.Ordinal);
}

/// <summary>An environment of a settings file.</summary>
internal sealed record SettingsEnvironment
{
    private const string TenantKey = "Tenant";

    /// <summary>The properties of the environment that policies can refer to, and its settings.</summary>
    private readonly FrozenDictionary<string, JsonElement> _values;

    private SettingsEnvironment(string name, string file, FrozenDictionary<string, JsonElement> values) => (Name, File, _values) = (name, file, values);

    public string Name { get; }

    /// <summary>The path of the settings file in reports.</summary>
    public string File { get; }

    /// <param name="number">The position in the file, from 1.</param>
    public static Result<SettingsEnvironment, string> Read(JsonElement environment, int number, string file)
    {
        if (environment.ValueKind != JsonValueKind.Object)
            return $"{file}: Item {number} of the property 'Environments' is {JsonText.Describe(environment)}. It must be an object.";
        var name = JsonText.FindProperty(environment, "Name");
        if (name is { ValueKind: not (JsonValueKind.String or JsonValueKind.Null) } value)
            return $"{file}: The property 'Name' of item {number} of 'Environments' is {JsonText.Describe(value)}. It must be a string.";
        var nameText = name?.GetString() ?? "";
        if (JsonText.FindProperty(environment, "PolicySettings") is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) } settings)
            return $"{file}: The property 'PolicySettings' of the environment '{nameText}' is {JsonText.Describe(settings)}. It must be an object.";

        return new SettingsEnvironment(nameText, file, ReadValues(environment));
    }

    /// <summary>The value of <c>{Settings:key}</c>, in any letter case.</summary>
    public Result<string, SettingProblem> Find(string key)
    {
        if (!_values.TryGetValue(key, out var value))
            return new SettingProblem($"The environment '{Name}' has no setting '{key}'.", $"Add '{key}' to its PolicySettings in {File}, or correct {{0}}.");
        var isTenant = key.Equals(TenantKey, StringComparison.OrdinalIgnoreCase);
        if (isTenant && value.ValueKind != JsonValueKind.String)
            return CreateTenantProblem(JsonText.Describe(value));
        if (JsonText.GetScalar(value) is not { } text)
            return new SettingProblem($"The setting '{key}' of the environment '{Name}' in {File} is {JsonText.Describe(value)}.", "Use a string, a number, true or false.");
        return isTenant && text.Length == 0 ? CreateTenantProblem("empty") : Result<string, SettingProblem>.Success(text);
    }

    private SettingProblem CreateTenantProblem(string problem) =>
        new($"The property '{TenantKey}' of the environment '{Name}' in {File} is {problem}.", "Set it to the domain name of the tenant.");

    private static FrozenDictionary<string, JsonElement> ReadValues(JsonElement environment)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        if (JsonText.FindProperty(environment, "PolicySettings") is { ValueKind: JsonValueKind.Object } settings)
        {
            foreach (var setting in settings.EnumerateObject())
                values.TryAdd(setting.Name, setting.Value);
        }

        if (JsonText.FindProperty(environment, TenantKey) is { ValueKind: not JsonValueKind.Null } tenant)
            values[TenantKey] = tenant;
        if (JsonText.FindProperty(environment, "Name") is { } name)
            values["Environment"] = name;
        if (JsonText.FindProperty(environment, "Production") is { } production)
            values["Production"] = production;
        return values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
