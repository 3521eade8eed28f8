using System.CommandLine;

namespace TrustFramework.MockServer.Cli;

/// <summary>The commands. Without one, the server serves; what they do not know goes to the configuration.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("A local stand-in for the Microsoft Graph beta trustFramework API of Azure AD B2C. Unofficial.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        root.SetAction(async (known, _) =>
        {
            if (args[0].StartsWith('-'))
                return await ServeCommand.RunAsync([.. known.UnmatchedTokens]);
            await Console.Error.WriteLineAsync($"'{args[0]}' is no command of TrustFramework.MockServer. --help lists them.");
            return 1;
        });
        root.Subcommands.Add(CreateServerCommand("serve", "Run the server (the default).", ServeCommand.RunAsync));
        root.Subcommands.Add(CreateServerCommand("healthcheck", "Ask a running server whether it is ready: exit code 0 or 1.", HealthCheckCommand.RunAsync));
        root.Subcommands.Add(CaCommands.Create());
        root.Subcommands.Add(ValidateCommand.Create());
        root.Subcommands.Add(ViewCommands.Effective());
        root.Subcommands.Add(ViewCommands.Graph());

        var parsed = root.Parse(args);
        if (ValidateCommand.GetUsageError(parsed) is { } misuse)
            return Task.FromResult(ValidateCommand.ReportUsageError(misuse));

        // A crash shall look like one, and tests hook into the host by an exception that must not be swallowed.
        // Signals are the host's: it lets requests in flight end.
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static Command CreateServerCommand(string name, string description, Func<string[], Task<int>> run)
    {
        var command = new Command(name, description + " Settings: --MockServer:Name=value, --urls=…, --intercept")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((parsed, _) => run([.. parsed.UnmatchedTokens]));
        return command;
    }
}
