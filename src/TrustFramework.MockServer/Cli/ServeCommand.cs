using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Cli;

/// <summary>Runs the server until it is told to stop. Exit code 1, and one message, when it may not start.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] settings)
    {
        await using var app = ServerStart.Compose(
            sources => sources.AddSettings(settings), (builder, options) => builder.Logging.WriteTo(options.LogFormat), out var wrong);
        if (app is null)
            return await RefuseAsync(wrong!);
        if (await app.StartMockServerAsync() is { } fault)
            return await RefuseAsync(fault);
        await app.Get<Readiness>().PassAsync(app.Lifetime.ApplicationStopping);
        if (!app.Lifetime.ApplicationStopping.IsCancellationRequested)
            app.ReportStart();
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync($"TrustFramework.MockServer did not start. {message}");
        return 1;
    }
}
