using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer;

/// <summary>Binds the section <c>MockServer</c> to the options. An unknown setting name is an error.</summary>
internal sealed partial class MockServerOptionsSetup(IConfiguration configuration) : IConfigureOptions<MockServerOptions>
{
    /// <summary>The types of the values.</summary>
    private static readonly Type[] ValueTypes =
    [
        typeof(AuthMode), typeof(LogFormat), typeof(MissingKeyHandling), typeof(ODataTypeHandling), typeof(ValidationScope), typeof(DeviceApproval), typeof(StoreKind),
        typeof(bool), typeof(int), typeof(TimeSpan), typeof(Guid),
    ];

    /// <exception cref="OptionsValidationException">A name or a value is not valid. The message names it.</exception>
    public void Configure(MockServerOptions options)
    {
        var section = configuration.GetSection(MockServerOptions.SectionName);
        if (!section.Exists())
            return;
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            throw new OptionsValidationException(
                MockServerOptions.SectionName, typeof(MockServerOptions), [$"{Describe(exception.Message, section)} docs/settings.md lists the settings and their values."]);
        }
    }

    /// <summary>Names the setting and its values. The texts of the binder name types of this program instead.</summary>
    private string Describe(string message, IConfigurationSection section)
    {
        if (InvalidValue().Match(message) is { Success: true } invalid)
        {
            var path = invalid.Groups["path"].Value;
            return $"{path} is '{configuration[path]}'. Use {DescribeType(invalid.Groups["type"].Value)}.";
        }

        return UnknownNames().Match(message) is { Success: true } unknown
            ? $"The setting {FindUnknownSetting(section, unknown.Groups["type"].Value, unknown.Groups["names"].Value)} is unknown."
            : $"A setting in the section {MockServerOptions.SectionName} is not valid: {message}";
    }

    /// <summary>The path of the setting that the binder names. A setting with the same name can be valid in another section.</summary>
    /// <param name="type">The name of the type that has no such setting.</param>
    /// <param name="names">One or more names in single quotes.</param>
    private static string FindUnknownSetting(IConfigurationSection section, string type, string names) =>
        section.AsEnumerable(makePathsRelative: true).Select(setting => setting.Key)
            .FirstOrDefault(key => names.Contains($"'{ConfigurationPath.GetSectionKey(key)}'", StringComparison.OrdinalIgnoreCase)
                && GetBoundType(ConfigurationPath.GetParentPath(key))?.FullName == type) is { } path
            ? ConfigurationPath.Combine(section.Path, path)
            : names;

    /// <param name="section">Relative to the section <c>MockServer</c>.</param>
    private static Type? GetBoundType(string? section) => section?.ToUpperInvariant().Split(ConfigurationPath.KeyDelimiter) switch
    {
        null => typeof(MockServerOptions),
        ["CONTROL"] => typeof(ControlOptions),
        ["HTTPS"] => typeof(HttpsOptions),
        ["COMPAT"] => typeof(CompatOptions),
        ["CLIENTS", _] => typeof(ClientOptions),
        ["USERS", _] => typeof(UserOptions),
        _ => null,
    };

    /// <param name="type">The name of the setting's type. That of an optional setting contains it.</param>
    private static string DescribeType(string type) =>
        Array.Find(ValueTypes, candidate => type.Contains(candidate.FullName!, StringComparison.Ordinal)) is { } known && TypeDescription.DescribeScalar(known) is { } description
            ? description
            : "a value of another kind";

    [GeneratedRegex("at '(?<path>[^']+)' to type '(?<type>[^']+)'", RegexOptions.NonBacktracking)]
    private static partial Regex InvalidValue();

    [GeneratedRegex("were not found on the instance of (?<type>[^:]+): (?<names>'.+')", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex UnknownNames();
}

/// <summary>Registers <see cref="MockServerOptions"/> as a singleton: the settings do not change while the server runs.</summary>
internal static class MockServerOptionsRegistration
{
    public static IServiceCollection AddMockServerOptions(this IServiceCollection services) => services
        .AddSingleton<IConfigureOptions<MockServerOptions>, MockServerOptionsSetup>()
        .AddSingleton<IValidateOptions<MockServerOptions>, MockServerOptionsValidator>()
        .AddSingleton(provider => provider.GetRequiredService<IOptions<MockServerOptions>>().Value)
        .AddSingleton(provider => provider.GetRequiredService<MockServerOptions>().Compat);

    /// <summary>Reads the settings for a command that does not start a server.</summary>
    /// <exception cref="OptionsValidationException">The settings are not valid.</exception>
    public static MockServerOptions Read(IConfiguration configuration)
    {
        using var provider = new ServiceCollection().AddSingleton(configuration).AddOptions().AddMockServerOptions().BuildServiceProvider();
        return provider.GetRequiredService<MockServerOptions>();
    }
}
