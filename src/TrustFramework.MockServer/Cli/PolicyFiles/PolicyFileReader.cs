using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using TrustFramework.MockServer.Cli.Validation;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Reads a policy file: fills in settings, substitutes placeholders, and parses the result.</summary>
/// <param name="placeholderTenant">The tenant that replaces placeholders for a tenant; null leaves all placeholders in the file.</param>
internal sealed partial class PolicyFileReader(string? placeholderTenant, string workingDirectory)
{
    // Templates contain a few different placeholders. Each one requires that the file is parsed again.
    private const int MaxPlaceholders = 50;

    /// <param name="environment">Null leaves the references to settings in the file.</param>
    public PolicyFile Read(string path, SettingsEnvironment? environment)
    {
        var bytes = File.ReadAllBytes(path);
        var displayPath = DisplayPath.Format(path, workingDirectory);
        ImmutableArray<ReportedFinding> findings = [];
        if (environment is not null)
        {
            (var text, findings) = SettingsSubstitution.Substitute(Encoding.UTF8.GetString(bytes), displayPath, environment);
            bytes = Encoding.UTF8.GetBytes(text);
        }

        if (bytes.Length > RequestBodyMetadata.DefaultMaxRequestBodySize)
        {
            findings = findings.Add(new ReportedFinding(
                LocalRules.TooLarge, FindingLevel.Error,
                $"The file has {bytes.Length / 1024} KB. The service accepts at most {RequestBodyMetadata.DefaultMaxRequestBodySize / 1024} KB.",
                displayPath, 1, 1));
        }

        var reading = PolicyReader.Read(bytes);
        if (placeholderTenant is not null && GetViolation(reading) is not null)
        {
            (reading, var notes) = SubstitutePlaceholders(bytes, reading, displayPath, placeholderTenant);
            // A missing setting is an error already.
            findings = findings.AddRange(notes.Where(note => !findings.Any(finding => finding.Line == note.Line && finding.Rule == LocalRules.SettingMissing)));
        }

        return new PolicyFile
        {
            FullPath = path,
            DisplayPath = displayPath,
            ParseResult = reading,
            PolicyId = reading.TryGetValue(out var document, out _) ? document.PolicyId : PolicyIdPattern().Match(Encoding.UTF8.GetString(bytes)).Groups["id"].Value,
            Findings = findings,
        };
    }

    /// <summary>Substitutes placeholders as long as they cause the schema violation. Returns a note for each of them.</summary>
    private static (Result<PolicyDocument, XmlError> Reading, ImmutableArray<ReportedFinding> Notes) SubstitutePlaceholders(
        byte[] bytes, Result<PolicyDocument, XmlError> reading, string displayPath, string tenant)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var notes = ImmutableArray.CreateBuilder<ReportedFinding>();
        while (notes.Count < MaxPlaceholders && GetViolation(reading) is { } violation && Placeholder.FindRejectedValue(violation.Message) is { } unfilled)
        {
            var accepted = Placeholder.GetSubstitutes(unfilled, tenant)
                .Select(value => (Value: value, Text: unfilled.ReplaceIn(text, value)))
                .Select(candidate => (candidate.Value, candidate.Text, Reading: PolicyReader.Read(Encoding.UTF8.GetBytes(candidate.Text))))
                .FirstOrDefault(candidate => candidate.Text != text && IsSubstituteAccepted(candidate.Reading, candidate.Value));
            if (accepted.Text is null)
                break;
            (text, reading) = (accepted.Text, accepted.Reading);
            notes.Add(new ReportedFinding(
                LocalRules.Placeholder, FindingLevel.Note,
                $"The placeholder '{unfilled.Placeholder}' is not filled in. Validation uses {unfilled.Name} '{accepted.Value}'.",
                displayPath, violation.Line, violation.Column,
                unfilled.Placeholder.StartsWith("{Settings:", StringComparison.OrdinalIgnoreCase) ? $"To fill it in from {SettingsFile.FileName}, pass --environment NAME." : null));
        }

        return (reading, notes.ToImmutable());
    }

    private static bool IsSubstituteAccepted(Result<PolicyDocument, XmlError> reading, string value) =>
        reading.Error is null && (GetViolation(reading) is not { } violation || !Placeholder.IsValueRejected(violation.Message, value));

    private static Finding? GetViolation(Result<PolicyDocument, XmlError> reading) => reading.TryGetValue(out var document, out _) ? document.SchemaViolation : null;

    /// <summary>Finds the id in a file that is not XML, so that policies that inherit from it report that file.</summary>
    [GeneratedRegex(@"\bPolicyId\s*=\s*[""'](?<id>[^""'<]*)[""']", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PolicyIdPattern();
}
