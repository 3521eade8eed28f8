using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Cli;

/// <summary>Runs the server until a signal stops it. If the server cannot start, prints the reason and returns exit code 1.</summary>
internal static class ServeCommand
{
    private const string NotStarted = $"{CommandLine.Name} did not start. ";

    public static Task<int> RunAsync(string[] settings, CommandConsole console) => console.RunWithSettingsAsync(() => ServeAsync(settings, console), NotStarted);

    private static async Task<int> ServeAsync(string[] settings, CommandConsole console)
    {
        using var signals = new TerminationSignals();
        await using var app = MockServerHost.Build(configuration => configuration.AddSettings(settings), builder => builder.Services.AddConsoleLog());
        await using var registration = signals.Received.Register(app.Lifetime.StopApplication);
        if (await app.StartMockServerAsync() is { } error)
            return await console.FailAsync(1, NotStarted + error);
        await app.WaitForShutdownAsync();
        return 0;
    }
}
