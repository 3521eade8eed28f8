using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Cli;

/// <summary>Runs the server until a signal stops it. If the server cannot start, prints the reason and returns exit code 1.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] settings, CommandConsole console)
    {
        using var signals = new TerminationSignals();
        try
        {
            await using var app = MockServerHost.Build(configuration => configuration.AddSettings(settings), builder => builder.Services.AddConsoleLog());
            await using var registration = signals.Received.Register(app.Lifetime.StopApplication);
            if (await app.StartMockServerAsync() is { } error)
                return await FailAsync(console, error);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OptionsValidationException invalid)
        {
            return await FailAsync(console, string.Join(Environment.NewLine, invalid.Failures));
        }
    }

    private static Task<int> FailAsync(CommandConsole console, string reason) => console.FailAsync(1, $"{CommandLine.Name} did not start. {reason}");
}
