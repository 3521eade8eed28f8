using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Cli;

/// <summary>Runs the server until it is told to stop. Exit code 1, and the reason, when it cannot start.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] settings)
    {
        try
        {
            await using var app = MockServerHost.Build(sources => sources.AddSettings(settings), builder => builder.Services.AddConsoleLog());
            if (await app.StartMockServerAsync() is { } error)
                return await FailAsync(error);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OptionsValidationException invalid)
        {
            return await FailAsync(string.Join(Environment.NewLine, invalid.Failures));
        }
    }

    private static async Task<int> FailAsync(string error)
    {
        await Console.Error.WriteLineAsync($"TrustFramework.MockServer did not start. {error}");
        return 1;
    }
}
