using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer;

/// <summary>From settings to a server that answers: the one way in, for the program and for tests that have it in their own process.</summary>
internal static class ServerStart
{
    /// <summary>For those who have asked already, and are told that nothing comes of it.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    /// <summary>Null when the settings cannot be used: then <paramref name="fault"/> says what to write.</summary>
    /// <param name="addSettings">Nothing is read but what this adds.</param>
    /// <param name="host">Has the last word: where the log goes, and who carries the requests.</param>
    public static WebApplication? Compose(
        Action<IConfigurationBuilder> addSettings, Action<WebApplicationBuilder, MockServerOptions> host, out string? fault)
    {
        // Empty: the default builder watches files that we do not have, and a test waits for it each time.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        addSettings(builder.Configuration);
        fault = builder.AddMockServer(out var options);
        if (fault is not null)
            return null;
        host(builder, options);
        var app = builder.Build();
        app.UseMockServer();
        return app;
    }

    /// <summary>Null once it can be used, or is told to stop before; else what is in the way.</summary>
    public static async Task<string?> StartMockServerAsync(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MockServerOptions>();
#pragma warning disable CA2025 // a seed that is still read when the server ends is of no use to anybody
        var seeding = app.SeedMockServerAsync(options);
#pragma warning restore CA2025
        if (await app.OpenAsync(options) is { } closed)
            return closed;
        try
        {
            if (await seeding.WaitAsync(app.Lifetime.ApplicationStopping) is { } fault)
            {
                await app.StopAsync(LastWords);
                return fault;
            }

            app.ReportToken();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before it was ready.
        }

        return null;
    }
}
