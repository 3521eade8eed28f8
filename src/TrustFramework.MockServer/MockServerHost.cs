using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer;

/// <summary>From settings to a server that answers: the one way in, for the program and for tests that have it in their own process.</summary>
internal static class MockServerHost
{
    /// <summary>How long requests in flight have when the server stops because it cannot start.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    /// <param name="addSettings">Adds the only sources that settings are read from.</param>
    /// <param name="configure">Has the last word: where the log goes, and which server carries the requests.</param>
    /// <exception cref="OptionsValidationException">The settings cannot be used; each failure says what to write.</exception>
    public static WebApplication Build(Action<IConfigurationBuilder> addSettings, Action<WebApplicationBuilder> configure)
    {
        // The default builder watches files that this program does not have, and a test waits for that each time.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        addSettings(builder.Configuration);
        builder.AddMockServer();
        configure(builder);
        var app = builder.Build();
        app.UseMockServer();
        return app;
    }

    /// <summary>Null once the server can be used, or is told to stop before; else why it cannot start.</summary>
    public static async Task<string?> StartMockServerAsync(this WebApplication app)
    {
        if (await app.StartListeningAsync() is { } closed)
            return closed;
        try
        {
            var error = await app.Services.GetRequiredService<StartupState>().Seeded.WaitAsync(app.Lifetime.ApplicationStopping);
            if (error is null)
                app.LogStartup();
            else
                await app.StopAsync(ShutdownTimeout);
            return error;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return null;
        }
    }
}
