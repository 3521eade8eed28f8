using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Cli;

/// <summary>
/// The CA that clients must trust: where it is, what it is, what to set. It is made if there is none yet, so that it can be trusted
/// before the server first runs. Nothing here changes whom the machine trusts.
/// </summary>
internal static class CaCommands
{
    private delegate Task<int> CaAction(CertificateFolder folder, CertificateAuthority authority, MockServerOptions options);

    public static Command Create()
    {
        var file = new Option<string?>("--out") { Description = "Write it to this file instead." };
        var export = CreateSubcommand("export", "Print the CA's certificate as PEM.", parsed => (_, authority, _) => ExportAsync(authority, parsed.GetValue(file)));
        export.Options.Add(file);
        return new Command("ca", "The CA of the server's HTTPS certificate. With --intercept, the one of interception.")
        {
            CreateSubcommand("path", "Print the path of the CA's certificate.", _ => (folder, _, _) => PrintPathAsync(folder)),
            export,
            CreateSubcommand("trust", "Print what to set so that clients trust the CA. Changes nothing.", _ => PrintTrustAsync),
        };
    }

    private static Command CreateSubcommand(string name, string description, Func<ParseResult, CaAction> run)
    {
        var command = new Command(name, $"{description} Settings: --MockServer:DataFolder=…, --intercept") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, _) => RunAsync([.. parsed.UnmatchedTokens], run(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, CaAction run)
    {
        MockServerOptions options;
        try
        {
            options = MockServerOptionsRegistration.Read(new ConfigurationBuilder().AddSettings(settings).Build());
        }
        catch (OptionsValidationException invalid)
        {
            return await ReportErrorAsync(string.Join(Environment.NewLine, invalid.Failures));
        }

        if (options.Https.Certificate is not null)
            return await ReportErrorAsync("An own certificate is in use (MockServer:Https:Certificate): trust the CA that issued it.");
        var random = new SystemRandomSource();
        var (authority, isKept) = new CertificateStore(options, random, NullLogger.Instance).GetOrCreateAuthority();
        return isKept && CertificateFolder.FromOptions(options, random) is { } folder
            ? await run(folder, authority, options)
            : await ReportErrorAsync("There is no folder to keep a CA in. Set MockServer:DataFolder to a folder that can be written.");
    }

    private static async Task<int> PrintPathAsync(CertificateFolder folder)
    {
        await Console.Out.WriteLineAsync(folder.AuthorityCertificatePath);
        return 0;
    }

    private static async Task<int> ExportAsync(CertificateAuthority authority, string? file)
    {
        if (file is null)
        {
            await Console.Out.WriteAsync(authority.Pem);
            return 0;
        }

        try
        {
            await File.WriteAllTextAsync(file, authority.Pem);
            return 0;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return await ReportErrorAsync(unwritable.Message);
        }
    }

    private static async Task<int> PrintTrustAsync(CertificateFolder folder, CertificateAuthority authority, MockServerOptions options)
    {
        var bundle = SystemCertificateBundle.Write(folder, authority);
        await Console.Out.WriteAsync(OperatingSystem.IsWindows()
            ? TrustInstructions.FormatPowerShell(folder.AuthorityCertificatePath, CertificateStore.FormatTrustCommand(options))
            : TrustInstructions.FormatShell(folder.AuthorityCertificatePath, bundle, CertificateStore.FormatTrustCommand(options)));
        return 0;
    }

    private static async Task<int> ReportErrorAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 1;
    }
}
