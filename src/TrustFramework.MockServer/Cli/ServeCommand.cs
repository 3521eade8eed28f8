using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Cli;

/// <summary>Runs the server until it is told to stop. Exit code 1, and one message, when it may not start.</summary>
internal static class ServeCommand
{
    /// <summary>For those who have asked already, and are told that nothing comes of it.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string[] settings)
    {
        // Empty: the default builder watches files that we do not have, and a test waits for it each time.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddSettings(settings);
        if (builder.AddMockServer(out var options) is { } wrong)
            return await RefuseAsync(wrong);
        await using var app = builder.Build();
        app.UseMockServer();
#pragma warning disable CA2025 // a seed that is still read when the program ends is of no use to anybody
        var seeding = app.SeedMockServerAsync(options);
#pragma warning restore CA2025
        if (await app.OpenAsync(options) is { } closed)
            return await RefuseAsync(closed);
        try
        {
            if (await seeding.WaitAsync(app.Lifetime.ApplicationStopping) is { } fault)
            {
                await app.StopAsync(LastWords);
                return await RefuseAsync(fault);
            }

            app.ReportMockServer(options);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before it was ready.
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync($"TrustFramework.MockServer did not start. {message}");
        return 1;
    }
}
