using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer;

/// <summary>Binds the section <c>MockServer</c> to the options. An unknown setting name is an error.</summary>
internal sealed partial class MockServerOptionsSetup(IConfiguration configuration) : IConfigureOptions<MockServerOptions>
{
    /// <summary>The types of settings that have a fixed set of values.</summary>
    private static readonly Type[] Enums =
        [typeof(AuthMode), typeof(LogFormat), typeof(MissingKeyHandling), typeof(ODataTypeHandling), typeof(ValidationScope), typeof(DeviceApproval)];

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

        if (UnknownNames().Match(message) is { Success: true } unknown)
        {
            var name = unknown.Groups["name"].Value;
            var path = section.AsEnumerable().Select(setting => setting.Key).FirstOrDefault(key => key.EndsWith($":{name}", StringComparison.OrdinalIgnoreCase));
            return $"The setting {path ?? name} is unknown.";
        }

        return $"A setting in the section {MockServerOptions.SectionName} is not valid: {message}";
    }

    /// <param name="type">The name of the setting's type. That of an optional setting contains it.</param>
    private static string DescribeType(string type)
    {
        if (Array.Find(Enums, candidate => type.Contains(candidate.FullName!, StringComparison.Ordinal)) is { } names)
            return $"one of {string.Join(", ", Enum.GetNames(names).Select(JsonNamingPolicy.CamelCase.ConvertName))}";
        return type switch
        {
            _ when type.Contains("System.Boolean", StringComparison.Ordinal) => "true or false",
            _ when type.Contains("System.Int", StringComparison.Ordinal) => "a whole number",
            _ when type.Contains("System.TimeSpan", StringComparison.Ordinal) => "a time, such as 00:00:03",
            _ when type.Contains("System.Guid", StringComparison.Ordinal) => "a GUID",
            _ => "a value of another kind",
        };
    }

    [GeneratedRegex("at '(?<path>[^']+)' to type '(?<type>[^']+)'", RegexOptions.NonBacktracking)]
    private static partial Regex InvalidValue();

    [GeneratedRegex("were not found on the instance of [^:]+: '(?<name>[^']+)'", RegexOptions.NonBacktracking)]
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
