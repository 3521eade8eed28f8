using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer;

/// <summary>Builds and starts the server, for the program and for tests that host it in their own process.</summary>
internal static class MockServerHost
{
    /// <summary>
    /// How long requests in flight may take when the server stops. Kestrel then takes up to a second to abort their connections, and telemetry
    /// up to a second to send what is pending: together less than the time that container runtimes allow.
    /// </summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(3);

    /// <param name="addSettings">Adds the configuration sources. There are no others.</param>
    /// <param name="configure">Runs last: chooses the log output and the server implementation.</param>
    /// <exception cref="OptionsValidationException">The settings are not valid. Each failure names a valid value.</exception>
    public static WebApplication Build(Action<IConfigurationBuilder> addSettings, Action<WebApplicationBuilder> configure)
    {
        // The default builder also watches appsettings.json, which this program does not read.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        addSettings(builder.Configuration);
        builder.AddMockServer();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        configure(builder);
        var app = builder.Build();
        app.UseMockServer();
        return app;
    }

    /// <summary>Starts listening and waits for the seed. Returns null when the server is ready or was stopped first, otherwise the reason why it cannot start.</summary>
    public static async Task<string?> StartMockServerAsync(this WebApplication app)
    {
        try
        {
            if (await app.StartListeningAsync() is { } listenError)
                return listenError;
            var error = await app.Services.GetRequiredService<StartupState>().Seeded.WaitAsync(app.Lifetime.ApplicationStopping);
            if (error is null)
                app.LogStartup();
            else
                await app.StopAsync();
            return error;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return null;
        }
    }
}
