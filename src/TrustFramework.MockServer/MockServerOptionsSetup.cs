using Microsoft.Extensions.Options;

namespace TrustFramework.MockServer;

/// <summary>Binds the section <c>MockServer</c> to the options. An unknown setting name is an error.</summary>
internal sealed class MockServerOptionsSetup(IConfiguration configuration) : IConfigureOptions<MockServerOptions>
{
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
            var reason = exception.InnerException is { } inner ? $"{exception.Message} {inner.Message}" : exception.Message;
            throw new OptionsValidationException(
                MockServerOptions.SectionName,
                typeof(MockServerOptions),
                [$"A setting in the section MockServer is not valid: {reason} docs/settings.md lists the settings and their values."]);
        }
    }
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
