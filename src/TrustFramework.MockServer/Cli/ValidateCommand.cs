using System.CommandLine;
using TrustFramework.MockServer.Cli.Validation;

namespace TrustFramework.MockServer.Cli;

/// <summary>
/// Validates policy files without a server. Exit code 0: all policies are accepted; 1: at least one is refused, cannot be read, or has a warning
/// with --warnings-as-errors; 2: wrong usage, or the settings or the key sets cannot be read.
/// </summary>
internal static class ValidateCommand
{
    public const string Name = "validate";

    private const int ExitRefused = 1;
    private const int ExitUsageError = 2;

    public static Command Create(CommandConsole console)
    {
        var files = new Argument<string[]>("files") { Description = "Policy files, and folders whose *.xml files are included.", Arity = ArgumentArity.OneOrMore };
        var tenant = new Option<string?>("--tenant") { Description = "The domain of the tenant. Default: each file is validated for the tenant that it names." };
        tenant.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } domain && !MockServerOptionsValidator.IsDomain(domain))
                result.AddError($"--tenant is '{domain}'. Use a domain name such as contoso.onmicrosoft.com: letters, digits and dots.");
        });
        var keys = new Option<string[]>("--keys")
        {
            Description = "The key sets that exist: a keysets.json, or ids separated by commas or spaces. Default: keysets.json beside the policies.",
        };
        var ignoreKeys = new Option<bool>("--ignore-keys") { Description = "Do not check whether key sets exist." };
        var environment = new Option<string?>("--environment") { Description = "Replace {Settings:key} with values of this environment in the settings file." };
        var settings = new Option<string?>("--settings") { Description = "The settings file. Default: appsettings.json beside the policies or in a folder above." };
        var warningsAsErrors = new Option<bool>("--warnings-as-errors") { Description = "Exit with 1 when there is a warning." };
        var continueAfterErrors = new Option<bool>("--continue")
        {
            Description = "Report the errors of all rules, where an upload reports those of the first stage. Validate policies whose base policy is refused too.",
        };
        var format = new Option<string>("--format") { Description = "The format of the report.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif", "github");
        var command = new Command(Name, "Validate policy files as an upload does, without a server.")
        {
            files, tenant, keys, ignoreKeys, environment, settings, warningsAsErrors, continueAfterErrors, format,
        };
        command.SetAction((parsed, _) => RunAsync(
            new ValidationRequest
            {
                WorkingDirectory = console.WorkingDirectory,
                Files = parsed.GetRequiredValue(files),
                Tenant = parsed.GetValue(tenant),
                Keys = parsed.GetValue(keys) ?? [],
                IgnoreKeys = parsed.GetValue(ignoreKeys),
                Environment = parsed.GetValue(environment),
                Settings = parsed.GetValue(settings),
                Continue = parsed.GetValue(continueAfterErrors),
            },
            parsed.GetValue(format)!,
            parsed.GetValue(warningsAsErrors),
            console));
        return command;
    }

    private static Task<int> ReportUsageErrorAsync(CommandConsole console, string error) => console.FailAsync(ExitUsageError, $"{Name}: {error}");

    private static async Task<int> RunAsync(ValidationRequest request, string format, bool warningsAsErrors, CommandConsole console)
    {
        try
        {
            if (!Validator.Validate(request).TryGetValue(out var report, out var error))
                return await ReportUsageErrorAsync(console, error);
            SelectWriter(format, console)(report, console.Output);
            return report.Refused > 0 || (warningsAsErrors && report.WarningCount > 0) ? ExitRefused : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await ReportUsageErrorAsync(console, exception.Message);
        }
    }

    private static ReportWriter SelectWriter(string format, CommandConsole console) => format switch
    {
        "json" => JsonReport.Write,
        "sarif" => SarifReport.Write,
        "github" => GitHubReport.Write,
        _ when console.UseColor => TextReport.WriteColored,
        _ => TextReport.Write,
    };
}
