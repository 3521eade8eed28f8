using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using TrustFramework.MockServer.Cli.Validation;

namespace TrustFramework.MockServer.Cli;

/// <summary>Judges policy files without a server. Exit code 0: nothing wrong; 1: something refused; 2: wrong usage, or a file cannot be read.</summary>
internal static class ValidateCommand
{
    public const string Name = "validate";

    private const int ExitRefused = 1;
    private const int ExitUsageError = 2;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Policy files, and folders with all *.xml in them.", Arity = ArgumentArity.OneOrMore };
        var tenant = new Option<string?>("--tenant") { Description = "The tenant's domain. Without it every file is judged for the tenant that it names." };
        var keys = new Option<string[]>("--keys")
        {
            Description = "The key sets that there are: a keysets.json, or ids by commas or blanks. Default: keysets.json beside the policies.",
        };
        var ignoreKeys = new Option<bool>("--ignore-keys") { Description = "Policies may name any key set." };
        var environment = new Option<string?>("--environment") { Description = "Fill {Settings:key} from this environment of the settings file." };
        var settings = new Option<string?>("--settings") { Description = "The settings file. Default: appsettings.json beside the policies or above." };
        var format = new Option<string>("--format") { Description = "How findings are printed.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif", "github");
        var command = new Command(Name, "Judge policy files as an upload would, without a server.")
        {
            files, tenant, keys, ignoreKeys, environment, settings, format,
        };
        command.SetAction(parsed => Run(
            new ValidationRequest
            {
                Files = parsed.GetRequiredValue(files),
                Tenant = parsed.GetValue(tenant),
                Keys = parsed.GetValue(keys) ?? [],
                IgnoreKeys = parsed.GetValue(ignoreKeys),
                Environment = parsed.GetValue(environment),
                Settings = parsed.GetValue(settings),
            },
            parsed.GetValue(format)!));
        return command;
    }

    /// <summary>What was written wrong, when it is this command that was written.</summary>
    public static string? GetUsageError(ParseResult parsed) =>
        parsed.CommandResult.Command.Name == Name && parsed.Action is ParseErrorAction ? parsed.Errors[0].Message.ReplaceLineEndings(" ") : null;

    public static int ReportUsageError(string error)
    {
        Console.Error.WriteLine($"{Name}: {error}");
        return ExitUsageError;
    }

    private static int Run(ValidationRequest request, string format)
    {
        try
        {
            if (Validator.Validate(request, out var report) is { } fault)
                return ReportUsageError(fault);
            Print(report, SelectWriter(format));
            return report.Refused > 0 ? ExitRefused : 0;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return ReportUsageError(unread.Message);
        }
    }

    private static ReportWriter SelectWriter(string format) => format switch
    {
        "json" => JsonReport.Write,
        "sarif" => SarifReport.Write,
        "github" => GitHubReport.Write,
        _ when Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) => TextReport.Write,
        _ => TextReport.WriteColored,
    };

    private static void Print(ValidationReport report, ReportWriter write)
    {
        if (!Console.IsOutputRedirected)
        {
            write(report, Console.Out);
            return;
        }

        // What reads a report expects UTF-8, whatever the terminal's code page.
        using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8);
        write(report, output);
    }
}
