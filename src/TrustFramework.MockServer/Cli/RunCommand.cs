using System.CommandLine;
using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli;

/// <summary>
/// Executes the user journey of a policy without a server. Exit code 0: completed; 1: the journey failed or waits for an answer, or a file is refused;
/// 2: wrong usage, or a file does not exist.
/// </summary>
internal static class RunCommand
{
    private const string Name = "run";
    private const int ExitFailed = 1;
    private const int ExitUsageError = 2;
    private const string TextFormat = "text";
    private const string JsonFormat = "json";

    /// <summary>Replaces placeholders for a tenant, such as <c>{Settings:Tenant}</c>.</summary>
    private const string PlaceholderTenant = "contoso.onmicrosoft.com";

    /// <summary>The limit of the files other than policies, which are read at once.</summary>
    private const int MaxFileSize = 64 * 1024 * 1024;

    /// <summary>A key set that the files do not name is created, because its content does not change the journey.</summary>
    private static readonly string[] Settings = ["--MockServer:MissingKeys=ignore", "--MockServer:Store=memory", "--Logging:LogLevel:Default=None"];

    public static Command Create(CommandConsole console)
    {
        // Any number of arguments is accepted here, so that a usage error has exit code 2.
        var paths = new Argument<string[]>("files") { Arity = ArgumentArity.ZeroOrMore, Description = "Files and folders that contain the policy and its base policies." };
        var policy = new Option<string?>("--policy") { Arity = ArgumentArity.ZeroOrOne, Description = "The id of a policy with a relying party." };
        var answers = CreateFileOption("--answers", "A JSON array with the answers to the pages: [{\"claims\":{…}},{\"link\":\"signUp\"}].");
        var users = CreateFileOption("--users", "The users of the tenant, like users.json of a seed.");
        var applications = CreateFileOption("--applications", "The applications of the tenant, like applications.json of a seed.");
        var keys = CreateFileOption("--keys", "The policy keys, like keysets.json of a seed. Missing keys of the token issuer are generated.");
        var format = new Option<string?>("--format") { Arity = ArgumentArity.ZeroOrOne, Description = $"{TextFormat} or {JsonFormat}. Default: {TextFormat}." };
        var command = new Command(Name, "Execute the user journey of a policy and print each step, without a server.") { paths, policy, answers, users, applications, keys, format };
        command.SetAction((parsed, _) =>
        {
            var requested = parsed.GetResult(format) is null ? TextFormat : parsed.GetValue(format);
            if (requested is not (TextFormat or JsonFormat))
                return console.FailAsync(ExitUsageError, $"There is no format '{requested}'. Use --format {TextFormat} or {JsonFormat}.");
            if (parsed.GetValue(paths) is not { Length: > 0 } inputs || parsed.GetValue(policy) is not { Length: > 0 } policyId)
                return console.FailAsync(ExitUsageError, $"Usage: {Name} <files or folders>… --policy ID [--answers FILE] [--users FILE] [--applications FILE] [--keys FILE] [--format {TextFormat}|{JsonFormat}]");
            (string Option, string SeedName, string? Path)[] files = [("--users", "users.json", parsed.GetValue(users)), ("--applications", "applications.json", parsed.GetValue(applications)), ("--keys", "keysets.json", parsed.GetValue(keys))];
            return RunAsync(inputs, policyId, parsed.GetValue(answers), files, requested == JsonFormat, console);
        });
        return command;
    }

    private static Option<string?> CreateFileOption(string name, string description) => new(name) { Arity = ArgumentArity.ZeroOrOne, Description = description };

    private static async Task<int> RunAsync(
        string[] inputs, string policyId, string? answersPath, IReadOnlyList<(string Option, string SeedName, string? Path)> files, bool json, CommandConsole console)
    {
        if (!InputFiles.Find(inputs, console.WorkingDirectory).TryGetValue(out var found, out var error))
            return await console.FailAsync(ExitUsageError, error);
        var contents = new List<KeyValuePair<string, byte[]>>();
        foreach (var (option, seedName, path) in files)
        {
            if (!ReadFile(option, path, console).TryGetValue(out var content, out error))
                return await console.FailAsync(ExitUsageError, error);
            if (content.Length > 0)
                contents.Add(KeyValuePair.Create(seedName, content));
        }

        if (!ReadFile("--answers", answersPath, console).TryGetValue(out var answers, out error))
            return await console.FailAsync(ExitUsageError, error);
        if (!ReadPolicies(found, policyId, console).TryGetValue(out var policies, out error))
            return await console.FailAsync(ExitFailed, error);
        contents.AddRange(policies);
        var ask = answersPath is null && console.Input is { } input ? CreateQuestions(input, console) : null;
        return await console.RunWithSettingsAsync(
            async () =>
            {
                await using var app = MockServerHost.Build(configuration => configuration.AddSettings(Settings), builder => builder.Services.AddProviderLog());
                var result = await app.RunJourneyAsync(new OfflineJourneyRequest(contents, policyId, answersPath is null ? (ReadOnlyMemory<byte>?)null : answers, ask));
                if (!result.TryGetValue(out var journey, out var refusal))
                    return await console.FailAsync(ExitFailed, refusal);
                await console.Output.WriteLineAsync((json ? journey.Json : journey.Text).TrimEnd());
                return journey.IsCompleted ? 0 : ExitFailed;
            },
            prefix: $"{Name}: ",
            exitCode: ExitUsageError);
    }

    /// <summary>The policy and its base policies. Other files do not matter.</summary>
    private static Result<IReadOnlyList<KeyValuePair<string, byte[]>>, string> ReadPolicies(IReadOnlyList<InputFile> inputs, string policyId, CommandConsole console)
    {
        var reader = new PolicyFileReader(PlaceholderTenant, console.WorkingDirectory, keepContent: true);
        var files = inputs.Select(file => reader.Read(file, environment: null)).ToList();
        if (files.Find(file => file.HasId(policyId)) is not { } leaf)
            return $"The files do not contain a policy '{policyId}'.{PolicyFile.FormatRejected(files)}";
        new BasePolicyResolver(files, _ => true).Resolve();
        if (leaf.Chain.FirstOrDefault(file => file.Error is not null) is { } refused)
            return refused.FormatRejected();
        return Result<IReadOnlyList<KeyValuePair<string, byte[]>>, string>.Success(
            [.. leaf.Chain.Select(file => KeyValuePair.Create(file.DisplayPath, file.Document!.Content.ToArray()))]);
    }

    /// <summary>Empty for an option that is not given.</summary>
    private static Result<byte[], string> ReadFile(string option, string? path, CommandConsole console)
    {
        if (path is null)
            return Array.Empty<byte>();
        return BoundedFile.Read(console.GetFullPath(path), MaxFileSize).TryGetValue(out var content, out var reason) && content.IsComplete
            ? content.Bytes
            : $"{option} {path}: {reason ?? $"A file has at most {MaxFileSize} bytes."}";
    }

    private static Func<string, Task<string?>> CreateQuestions(TextReader input, CommandConsole console) => async question =>
    {
        await console.Output.WriteAsync(question);
        await console.Output.FlushAsync();
        return await input.ReadLineAsync();
    };
}
