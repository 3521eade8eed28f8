using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Cli;

/// <summary>
/// Shows the CA that clients must trust. If there is none, the commands create it, so that clients can trust it before the server first runs. They
/// never replace a CA, and do not change what the machine trusts.
/// </summary>
internal static class CaCommands
{
    private delegate Task<int> CaAction(CertificateFolder folder, StoredAuthority authority, MockServerOptions options);

    public static Command Create(CommandConsole console)
    {
        var file = new Option<string?>("--out") { Description = "Write the certificate to this file." };
        var export = CreateSubcommand(
            "export", "Print the certificate of the CA as PEM.", console, parsed => (_, authority, _) => ExportAsync(authority, parsed.GetValue(file), console));
        export.Options.Add(file);
        return new Command("ca", "Show the CA of the server's HTTPS certificate. With --intercept, the CA of interception.")
        {
            CreateSubcommand("path", "Print the path of the CA's certificate.", console, _ => (folder, authority, _) => PrintPathAsync(folder, authority, console)),
            export,
            CreateSubcommand(
                "trust", "Print the settings that make clients trust the CA. Changes nothing.", console,
                _ => (folder, authority, options) => PrintTrustAsync(folder, authority, options, console)),
        };
    }

    private static Command CreateSubcommand(string name, string description, CommandConsole console, Func<ParseResult, CaAction> createAction)
    {
        var command = new Command(name, $"{description} Settings: --MockServer:DataFolder=…, --intercept") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, _) => console.RunWithSettingsAsync(() => RunAsync([.. parsed.UnmatchedTokens], createAction(parsed), console)));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, CaAction action, CommandConsole console)
    {
        var options = MockServerOptionsRegistration.Read(new ConfigurationBuilder().AddSettings(settings).Build());
        if (options.Https.Certificate is not null)
            return await console.FailAsync(1, "The server uses the certificate in MockServer:Https:Certificate. Trust the CA that issued it.");
        var random = new SystemRandomSource();
        if (CertificateFolder.FromOptions(options, random) is not { } folder)
        {
            return await console.FailAsync(1, options.DataFolder == DataFolderPath.InMemory
                ? "MockServer:DataFolder is ':memory:', so the CA exists only in the running server, at /_mock/ca.pem. Set MockServer:DataFolder to a folder."
                : "There is no folder to store the CA in. Set MockServer:DataFolder to a writable folder.");
        }

        if (!new CertificateStore(options, random, NullLogger.Instance).FindOrCreateAuthority(folder).TryGetValue(out var authority, out var error))
            return await console.FailAsync(1, error);
        await WarnAsync(authority.Warning, console);
        return await action(folder, authority, options);
    }

    /// <summary>Runs an action that prints the path of the certificate. The file must contain the certificate.</summary>
    private static async Task<int> WithFileAsync(CertificateFolder folder, StoredAuthority authority, CommandConsole console, Func<Task> print)
    {
        if (!authority.WriteMissingFile(folder, TimeProvider.System.GetUtcNow()).TryGetValue(out var warning, out var error))
            return await console.FailAsync(1, error);
        await WarnAsync(warning, console);
        await print();
        return 0;
    }

    private static Task WarnAsync(string? warning, CommandConsole console) => warning is null ? Task.CompletedTask : console.Error.WriteLineAsync($"Warning: {warning}");

    private static Task<int> PrintPathAsync(CertificateFolder folder, StoredAuthority authority, CommandConsole console) =>
        WithFileAsync(folder, authority, console, () => console.Output.WriteLineAsync(folder.AuthorityCertificatePath));

    private static async Task<int> ExportAsync(StoredAuthority authority, string? file, CommandConsole console)
    {
        if (file is null)
        {
            await console.Output.WriteAsync(authority.Pem);
            return 0;
        }

        try
        {
            await File.WriteAllTextAsync(console.GetFullPath(file), authority.Pem);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await console.FailAsync(1, exception.Message);
        }
    }

    private static Task<int> PrintTrustAsync(CertificateFolder folder, StoredAuthority authority, MockServerOptions options, CommandConsole console) =>
        WithFileAsync(folder, authority, console, () =>
        {
            var command = CertificateStore.FormatTrustCommand(options);
            return console.Output.WriteAsync(OperatingSystem.IsWindows()
                ? TrustInstructions.FormatPowerShell(folder.AuthorityCertificatePath, command)
                : TrustInstructions.FormatShell(folder.AuthorityCertificatePath, SystemCertificateBundle.Write(folder, authority.Pem), command));
        });
}
