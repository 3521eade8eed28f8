using System.Text;
using Microsoft.Extensions.Options;

namespace TrustFramework.MockServer.Cli;

/// <summary>The outputs of a command and the folder that relative paths start from. Tests pass their own.</summary>
/// <param name="UseColor">Whether the output may contain color codes.</param>
internal sealed record CommandConsole(TextWriter Output, TextWriter Error, string WorkingDirectory, bool UseColor = false)
{
    /// <summary>The person at the terminal; null if there is none.</summary>
    public TextReader? Input { get; init; }

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

#pragma warning disable CA2000 // standard output stays open until the process ends
    public static CommandConsole FromProcess() => new(
        // A program that reads the output expects UTF-8, whatever the code page of the terminal is.
        Console.IsOutputRedirected ? new StreamWriter(Console.OpenStandardOutput(), Utf8) { AutoFlush = true } : Console.Out,
        Console.Error,
        Environment.CurrentDirectory,
        UseColor: !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
    {
        Input = Console.IsInputRedirected || Console.IsOutputRedirected ? null : Console.In,
    };
#pragma warning restore CA2000

    public string GetFullPath(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>Runs a command that reads settings. If they are not valid, writes the reasons to the error output and returns the exit code.</summary>
    /// <param name="prefix">The text before the reasons.</param>
    public async Task<int> RunWithSettingsAsync(Func<Task<int>> command, string prefix = "", int exitCode = 1)
    {
        try
        {
            return await command();
        }
        catch (OptionsValidationException invalid)
        {
            return await FailAsync(exitCode, prefix + string.Join(Environment.NewLine, invalid.Failures));
        }
    }

    /// <summary>Writes the message to the error output and returns the exit code.</summary>
    public async Task<int> FailAsync(int exitCode, string message)
    {
        await Error.WriteLineAsync(message);
        return exitCode;
    }
}
