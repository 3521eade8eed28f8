using System.Globalization;
using TrustFramework.MockServer.Cli;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>The result of a command.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Errors);

/// <summary>Runs a command in this process and captures its outputs. <see cref="CommandProcessTests"/> runs the program itself.</summary>
internal static class CommandRunner
{
    public static async Task<CommandResult> RunAsync(string workingDirectory, params string[] arguments)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var exitCode = await CommandLine.RunAsync(arguments, new CommandConsole(output, errors, workingDirectory));
        return new CommandResult(exitCode, output.ToString(), errors.ToString());
    }
}
