using Microsoft.Extensions.Options;

namespace TrustFramework.MockServer;

/// <summary>Reads the section <c>MockServer</c> into the options. A name that the section does not have is an error.</summary>
internal sealed class MockServerOptionsSetup(IConfiguration configuration) : IConfigureOptions<MockServerOptions>
{
    /// <exception cref="OptionsValidationException">A name or a value cannot be used; the message says which.</exception>
    public void Configure(MockServerOptions options)
    {
        var section = configuration.GetSection(MockServerOptions.SectionName);
        if (!section.Exists())
            return;
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException unbound)
        {
            var reason = unbound.InnerException is { } inner ? $"{unbound.Message} {inner.Message}" : unbound.Message;
            throw new OptionsValidationException(
                MockServerOptions.SectionName,
                typeof(MockServerOptions),
                [$"A setting in the section MockServer cannot be used: {reason} docs/settings.md lists the settings and their values."]);
        }
    }
}

/// <summary>Registers the options so that a service can ask for <see cref="MockServerOptions"/> itself: they never change while the server runs.</summary>
internal static class MockServerOptionsRegistration
{
    public static IServiceCollection AddMockServerOptions(this IServiceCollection services) => services
        .AddSingleton<IConfigureOptions<MockServerOptions>, MockServerOptionsSetup>()
        .AddSingleton<IValidateOptions<MockServerOptions>, MockServerOptionsValidator>()
        .AddSingleton(provider => provider.GetRequiredService<IOptions<MockServerOptions>>().Value)
        .AddSingleton(provider => provider.GetRequiredService<MockServerOptions>().Compat);

    /// <summary>The settings, for a command that starts no server.</summary>
    /// <exception cref="OptionsValidationException">They cannot be used.</exception>
    public static MockServerOptions Read(IConfiguration configuration)
    {
        using var provider = new ServiceCollection().AddSingleton(configuration).AddOptions().AddMockServerOptions().BuildServiceProvider();
        return provider.GetRequiredService<MockServerOptions>();
    }
}
