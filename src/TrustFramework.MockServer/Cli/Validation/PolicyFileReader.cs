using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>From a path to a file that can be judged: settings filled in, placeholders stood in for, read once.</summary>
/// <param name="tenant">What a tenant's placeholder is taken for.</param>
internal sealed partial class PolicyFileReader(string tenant)
{
    // A template leaves a handful of different ones; each is another look at the file.
    private const int MaxPlaceholders = 50;

    /// <param name="environment">Null when settings stay as they are.</param>
    public PolicyFile Read(string path, SettingsEnvironment? environment)
    {
        var bytes = File.ReadAllBytes(path);
        var shown = DisplayPath.Format(path);
        ImmutableArray<ReportedFinding> findings = [];
        if (environment is not null)
            bytes = Encoding.UTF8.GetBytes(SettingsSubstitution.Substitute(Encoding.UTF8.GetString(bytes), shown, environment, out findings));
        if (bytes.Length > RequestBodyMetadata.DefaultMaxRequestBodySize)
        {
            findings = findings.Add(new ReportedFinding(
                LocalRules.TooLarge, FindingLevel.Error,
                $"The file has {bytes.Length / 1024} KB; the service takes no more than {RequestBodyMetadata.DefaultMaxRequestBodySize / 1024}.",
                shown, 1, 1));
        }

        var reading = PolicyReader.Read(bytes);
        if (reading.TryGetValue(out var document, out _) && document.SchemaViolation is not null)
        {
            // What an environment lacks is an error already.
            document = SubstitutePlaceholders(bytes, document, shown, out var notes);
            reading = document;
            findings = findings.AddRange(notes.Where(note => !findings.Any(finding => finding.Line == note.Line && finding.Rule == LocalRules.SettingMissing)));
        }

        return new PolicyFile
        {
            FullPath = path,
            DisplayPath = shown,
            ParseResult = reading,
            PolicyId = document?.PolicyId ?? PolicyIdPattern().Match(Encoding.UTF8.GetString(bytes)).Groups["id"].Value,
            Findings = findings,
        };
    }

    /// <summary>Goes from violation to violation for as long as placeholders cause them.</summary>
    private PolicyDocument SubstitutePlaceholders(byte[] bytes, PolicyDocument document, string shown, out ImmutableArray<ReportedFinding> notes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var found = ImmutableArray.CreateBuilder<ReportedFinding>();
        while (found.Count < MaxPlaceholders && document.SchemaViolation is { } violation && Placeholder.FindRejectedValue(violation.Message) is { } unfilled)
        {
            var fit = Placeholder.GetSubstitutes(unfilled, tenant)
                .Select(value => (Value: value, Text: unfilled.ReplaceIn(text, value)))
                .Select(filled => (filled.Value, filled.Text, Document: PolicyReader.Read(Encoding.UTF8.GetBytes(filled.Text)).TryGetValue(out var read, out _) ? read : null))
                .FirstOrDefault(candidate => candidate.Text != text && IsSubstituteAccepted(candidate.Document, candidate.Value));
            if (fit.Document is null)
                break;
            (text, document) = (fit.Text, fit.Document);
            found.Add(new ReportedFinding(
                LocalRules.Placeholder, FindingLevel.Note,
                $"The placeholder '{unfilled.Placeholder}' is not filled in; judged as if {unfilled.Name} were '{fit.Value}'.",
                shown, violation.Line, violation.Column,
                unfilled.Placeholder.StartsWith("{Settings:", StringComparison.OrdinalIgnoreCase) ? $"--environment NAME fills it in from {SettingsFile.FileName}." : null));
        }

        notes = found.ToImmutable();
        return document;
    }

    private static bool IsSubstituteAccepted(PolicyDocument? document, string value) =>
        document is not null && (document.SchemaViolation is not { } violation || !Placeholder.IsValueRejected(violation.Message, value));

    /// <summary>Where a file is no XML, its id is still wanted: others stand on it.</summary>
    [GeneratedRegex(@"\bPolicyId\s*=\s*[""'](?<id>[^""'<]*)[""']", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PolicyIdPattern();
}
