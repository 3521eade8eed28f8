using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>What was asked for on the command line, not looked into yet.</summary>
internal sealed record ValidationRequest
{
    public required IReadOnlyList<string> Files { get; init; }

    public string? Tenant { get; init; }

    public IReadOnlyList<string> Keys { get; init; } = [];

    public bool IgnoreKeys { get; init; }

    public string? Environment { get; init; }

    public string? Settings { get; init; }
}

/// <summary>From the command line to the report.</summary>
internal static class Validator
{
    /// <summary>Judged for when a template names no tenant: as the starter pack has it.</summary>
    private const string TemplateTenant = "yourtenant.onmicrosoft.com";

    /// <summary>Null when there is a report, else the one sentence that says what is wrong with the request.</summary>
    public static string? Validate(ValidationRequest request, out ValidationReport report)
    {
        report = new ValidationReport([], []);
        if (InputFiles.Find(request.Files, out var paths) is { } noFiles)
            return noFiles;
        if (EnvironmentResolver.Resolve(request, paths, out var environments) is { } noEnvironment)
            return noEnvironment;
        FrozenSet<string>? keySets = null;
        if (!request.IgnoreKeys && KeySetIdReader.Read(request.Keys, GetFolders(request, paths), out keySets) is { } noKeys)
            return noKeys;

        var reader = new PolicyFileReader(request.Tenant ?? TemplateTenant);
        var files = paths.Select(path => reader.Read(path, environments.GetValueOrDefault(Path.GetDirectoryName(path)!))).ToList();
        var judge = new OfflineValidator(request.Tenant, keySets);
        var choices = new BasePolicyResolver(files, judge.IsAccepted).Resolve();
        report = new ValidationReport(
            new ValidationRun(judge, choices).Run(files),
            keySets is null && !request.IgnoreKeys && files.Exists(NamesKeySets) ? [KeysNotChecked] : []);
        return null;
    }

    private static ReportedFinding KeysNotChecked => new(
        LocalRules.KeysNotChecked, FindingLevel.Note, "Whether key sets exist is not checked.",
        Hint: "Name them with --keys or in keysets.json beside the policies, or pass --ignore-keys.");

    private static IEnumerable<string> GetFolders(ValidationRequest request, IEnumerable<string> paths) =>
        request.Files.Select(Path.GetFullPath).Where(Directory.Exists).Concat(paths.Select(path => Path.GetDirectoryName(path)!));

    private static bool NamesKeySets(PolicyFile file) =>
        file.Document is { } policy && policy.Content.Span.IndexOf("StorageReferenceId"u8) >= 0;
}
