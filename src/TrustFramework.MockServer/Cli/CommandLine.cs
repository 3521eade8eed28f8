using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TrustFramework.MockServer.Cli;

/// <summary>Parses the command line and runs a command. Without a command, it starts the server. Settings are passed to the configuration.</summary>
internal static class CommandLine
{
    /// <summary>The name of the program in its own texts.</summary>
    public const string Name = "trustframework-mock";

    private const int ExitUsageError = 2;

    /// <summary>The commands for pipelines, whose exit code tells wrong usage from a negative result.</summary>
    private static readonly string[] UsageErrorCommands = ["validate", "effective", "graph", "run", "snapshot"];

    public static Task<int> RunAsync(string[] args) => RunAsync(args, CommandConsole.FromProcess());

    public static Task<int> RunAsync(string[] args, CommandConsole console)
    {
        // Not a RootCommand, which takes its name from the executable file.
        var root = new Command(Name, "A local emulator of the Microsoft Graph beta trustFramework API of Azure AD B2C. Unofficial.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        root.Options.Add(new HelpOption());
        root.Options.Add(new VersionOption());
        root.SetAction((parsed, _) => args is [var first, ..] && !first.StartsWith('-')
            ? console.FailAsync(1, $"Unknown command '{first}'. Run {Name} --help for a list.")
            : ServeCommand.RunAsync([.. parsed.UnmatchedTokens], console));
        root.Subcommands.Add(CreateServerCommand("serve", "Run the server (the default).", console, ServeCommand.RunAsync));
        root.Subcommands.Add(CreateServerCommand(
            "healthcheck", "Check whether a running server is ready. The exit code is 0 or 1.", console, HealthCheckCommand.RunAsync));
        root.Subcommands.Add(CaCommands.Create(console));
        root.Subcommands.Add(ValidateCommand.Create(console));
        root.Subcommands.Add(ViewCommands.CreateEffective(console));
        root.Subcommands.Add(ViewCommands.CreateGraph(console));
        root.Subcommands.Add(RunCommand.Create(console));
        root.Subcommands.Add(SnapshotCommands.Create(console));

        // An argument that begins with @ is a name, not a file of further arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (FindUsageError(parsed) is { } error)
            return console.FailAsync(ExitUsageError, error);

        // The default exception handler would swallow an exception that WebApplicationFactory uses to get the host, and hide crashes.
        // The host handles signals itself: it lets requests in flight end.
        return parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    /// <summary>The error of a wrong option or argument; null without one, and for commands that report it themselves with exit code 1.</summary>
    private static string? FindUsageError(ParseResult parsed)
    {
        var names = parsed.CommandResult.Command.Parents.Prepend(parsed.CommandResult.Command).Select(symbol => symbol.Name);
        return parsed.Action is ParseErrorAction && names.FirstOrDefault(name => UsageErrorCommands.Contains(name, StringComparer.Ordinal)) is { } command
            ? $"{command}: {parsed.Errors[0].Message.ReplaceLineEndings(" ")}"
            : null;
    }

    private static Command CreateServerCommand(string name, string description, CommandConsole console, Func<string[], CommandConsole, Task<int>> run)
    {
        var command = new Command(name, $"{description} Settings: --MockServer:Name=value, --urls=…, --port=…, --intercept")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((parsed, _) => run([.. parsed.UnmatchedTokens], console));
        return command;
    }
}
