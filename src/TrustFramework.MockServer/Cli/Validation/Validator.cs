using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>The arguments of the command <c>validate</c>.</summary>
internal sealed record ValidationRequest
{
    /// <summary>The folder that relative paths start from.</summary>
    public required string WorkingDirectory { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public string? Tenant { get; init; }

    public IReadOnlyList<string> Keys { get; init; } = [];

    public bool IgnoreKeys { get; init; }

    public string? Environment { get; init; }

    public string? Settings { get; init; }

    /// <summary>Whether all rules are applied to each policy, and policies are validated whose base policy violates the schema.</summary>
    public bool Continue { get; init; }
}

/// <summary>Reads the files of a request, validates them and creates the report.</summary>
internal static class Validator
{
    /// <summary>Replaces placeholders for a tenant if the command line names none: the tenant of the starter pack.</summary>
    private const string TemplateTenant = "yourtenant.onmicrosoft.com";

    /// <summary>The report, or an error if the request is not valid.</summary>
    public static Result<ValidationReport, string> Validate(ValidationRequest request)
    {
        if (!InputFiles.Find(request.Files, request.WorkingDirectory).TryGetValue(out var inputs, out var error)
            || !EnvironmentResolver.Resolve(request, GetPolicyFolders(inputs)).TryGetValue(out var environments, out error)
            || !KeySetIdReader.Read(request, GetFolders(request, inputs)).TryGetValue(out var keySets, out error))
        {
            return error;
        }

        var reader = new PolicyFileReader(request.Tenant ?? TemplateTenant, request.WorkingDirectory, ignoreSchemaViolations: request.Continue);
        var files = inputs.Select(input => reader.Read(input, environments.GetValueOrDefault(input.Folder))).ToList();
        var validator = new OfflineValidator(request.Tenant, keySets, request.Continue);
        // Without --continue: whether a policy is accepted does not depend on it, and finding all errors takes longer.
        var notes = new BasePolicyResolver(files, new OfflineValidator(request.Tenant, keySets).IsAccepted).Resolve();
        return new ValidationReport(
            new ValidationRun(validator, notes).Run(files),
            keySets is null && !request.IgnoreKeys && files.Exists(file => file.NamesKeySets) ? [KeysNotChecked] : []);
    }

    private static ReportedFinding KeysNotChecked => new(
        LocalRules.KeysNotChecked, FindingLevel.Note, "The existence of key sets is not checked.",
        Hint: "Name the key sets with --keys or in keysets.json beside the policies, or pass --ignore-keys.");

    private static IEnumerable<string> GetFolders(ValidationRequest request, IEnumerable<InputFile> inputs) => request.Files
        .Select(file => Path.GetFullPath(file, request.WorkingDirectory))
        .Where(Directory.Exists)
        .Concat(GetPolicyFolders(inputs));

    private static IEnumerable<string> GetPolicyFolders(IEnumerable<InputFile> inputs) => inputs.Where(input => input.Error is null).Select(input => input.Folder);
}
