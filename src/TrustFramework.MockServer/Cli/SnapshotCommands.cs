using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Storage;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Cli;

/// <summary>
/// Exports and imports the state of a store without a running server. Exit code 1: the store or the file cannot be used, or the snapshot is invalid;
/// 2: wrong usage, or the settings are not valid or name no store.
/// </summary>
internal static class SnapshotCommands
{
    private const string Name = "snapshot";
    private const int ExitFailed = 1;
    private const int ExitUsageError = 2;

    /// <summary>The request body of the control plane is smaller. A larger file would have to be read in parts.</summary>
    private const int MaxFileSize = 1024 * 1024 * 1024;

    private delegate Task<int> StoreAction(WebApplication app, CancellationToken cancellationToken);

    public static Command Create(CommandConsole console)
    {
        var noSecrets = new Option<bool>("--no-secrets") { Description = "Leave out private keys, signing keys and codes. Keys are imported without their private part." };
        var export = CreateSubcommand(
            "export",
            "Write all state of a store as JSON, like GET /_mock/snapshot?secrets=true.",
            "The file to write. Default: standard output.",
            (parsed, words) => ExportAsync(words, !parsed.GetValue(noSecrets), console));
        export.Options.Add(noSecrets);
        return new Command(Name, "Export or import the state of a store without a running server.")
        {
            export,
            CreateSubcommand(
                "import",
                "Replace all state of a store with a snapshot, like PUT /_mock/snapshot.",
                "The file to read.",
                (_, words) => ImportAsync(words, console)),
        };
    }

    private static Task<int> ReportUsageErrorAsync(CommandConsole console, string error) => console.FailAsync(ExitUsageError, $"{Name}: {error}");

    private static Command CreateSubcommand(string name, string description, string fileDescription, Func<ParseResult, FileAndSettings, Task<int>> run)
    {
        // The parser does not know the settings, so it assigns them to the argument too.
        var words = new Argument<string[]>("file") { Arity = ArgumentArity.ZeroOrMore, Description = fileDescription };
        var command = new Command(name, $"{description} Settings: --MockServer:Store=…, --MockServer:StorePath=…, --MockServer:ConnectionString=…, --MockServer:StoreKey=…") { words };
        command.SetAction((parsed, _) => run(parsed, FileAndSettings.Split(parsed.GetValue(words) ?? [])));
        return command;
    }

    private static Task<int> ExportAsync(FileAndSettings arguments, bool secrets, CommandConsole console)
    {
        var file = arguments.File is { } path ? PrivateFile.Resolve(console.GetFullPath(path)) : null;
        return arguments.Error is not null ? ReportUsageErrorAsync(console, arguments.Error)
            : file?.GetError() is { } fileError ? console.FailAsync(ExitFailed, fileError)
            : RunAsync(arguments.Settings, console, async (app, cancellationToken) =>
            {
                if (StoreServices.FindMissingFile(app.Services.GetRequiredService<MockServerOptions>()) is { } missing)
                    return await console.FailAsync(ExitFailed, $"The store '{missing}' does not exist. Set MockServer:StorePath to the file of a store.");
                var write = await app.ReadSnapshotAsync(secrets, cancellationToken);
                await (file is null ? PrintAsync(write, console) : file.WriteAsync(write, app.Services.GetRequiredService<IRandomSource>()));
                if (secrets)
                    await console.Error.WriteLineAsync("The snapshot contains secrets: private keys, signing keys and codes. To leave them out, use --no-secrets.");
                return 0;
            });
    }

    private static Task<int> ImportAsync(FileAndSettings arguments, CommandConsole console)
    {
        if (arguments.Error is not null || arguments.File is null)
            return ReportUsageErrorAsync(console, arguments.Error ?? $"Name the file: {CommandLine.Name} {Name} import FILE --MockServer:Store=…");
        return RunAsync(arguments.Settings, console, async (app, cancellationToken) =>
        {
            if (!BoundedFile.Read(console.GetFullPath(arguments.File), MaxFileSize).TryGetValue(out var content, out var fileError))
                return await console.FailAsync(ExitFailed, $"{arguments.File}: {fileError}");
            if (!content.IsComplete)
                return await console.FailAsync(ExitFailed, $"{arguments.File}: A snapshot has at most {MaxFileSize} bytes.");
            return await app.ImportSnapshotAsync(content.Bytes, cancellationToken) is { } error ? await console.FailAsync(ExitFailed, $"{arguments.File}: {error}") : 0;
        });
    }

    /// <summary>Composes the server with these settings, and runs the action on it in place of starting it.</summary>
    private static Task<int> RunAsync(string[] settings, CommandConsole console, StoreAction action) => console.RunWithSettingsAsync(
        async () =>
        {
            using var signals = new TerminationSignals();
            await using var app = MockServerHost.Build(configuration => configuration.AddSettings(settings), builder => builder.Services.AddProviderLog());
            if (app.Services.GetRequiredService<MockServerOptions>().Store == StoreKind.Memory)
            {
                return await ReportUsageErrorAsync(
                    console, "MockServer:Store is memory, and only a running server has that state. Set MockServer:Store to sqlite or postgresql. Of a running server: GET /_mock/snapshot?secrets=true.");
            }

            try
            {
                return await action(app, signals.Received);
            }
            catch (Exception exception) when (exception is StoreConfigurationException or StoreUnavailableException or IOException or UnauthorizedAccessException)
            {
                return await console.FailAsync(ExitFailed, exception.Message);
            }
            catch (CryptographicException exception)
            {
                return await console.FailAsync(ExitFailed, $"The store contains data that was changed or was encrypted with another key: {exception.Message}");
            }
            catch (OperationCanceledException) when (signals.Received.IsCancellationRequested)
            {
                return await console.FailAsync(ExitFailed, "Canceled.");
            }
        },
        prefix: $"{Name}: ",
        exitCode: ExitUsageError);

    /// <summary>Prints nothing unless the snapshot is complete.</summary>
    private static async Task PrintAsync(Func<Stream, Task> write, CommandConsole console)
    {
        using var snapshot = new MemoryStream();
        await write(snapshot);
        snapshot.Position = 0;
        using var reader = new StreamReader(snapshot, Encoding.UTF8);
        var buffer = new char[64 * 1024];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
            await console.Output.WriteAsync(buffer.AsMemory(0, count));
    }

    /// <summary>The arguments of a command.</summary>
    /// <param name="File">Null if there is none.</param>
    private sealed record FileAndSettings(string? File, string[] Settings, string? Error)
    {
        /// <summary>Words with a leading hyphen are settings: <c>--Name=value</c>, <c>--Name value</c> or a flag.</summary>
        public static FileAndSettings Split(string[] words)
        {
            var (files, settings) = (new List<string>(), new List<string>());
            for (var i = 0; i < words.Length; i++)
            {
                if (!words[i].StartsWith('-'))
                {
                    files.Add(words[i]);
                    continue;
                }

                settings.Add(words[i]);
                if (SettingArguments.TakesNextArgument(words[i]) && i + 1 < words.Length)
                    settings.Add(words[++i]);
            }

            return new FileAndSettings(files.FirstOrDefault(), [.. settings], files switch
            {
                [_, var second, ..] => $"There is one file too many: '{second}'.",
                [""] => "The name of the file is empty.",
                _ => null,
            });
        }
    }
}
