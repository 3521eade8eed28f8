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
    private const int MostPlaceholders = 50;

    /// <param name="environment">Null when settings stay as they are.</param>
    public PolicyFile Read(string path, SettingsEnvironment? environment)
    {
        var bytes = File.ReadAllBytes(path);
        var shown = ShownPath.Of(path);
        ImmutableArray<ReportedFinding> findings = [];
        if (environment is not null)
            bytes = Encoding.UTF8.GetBytes(SettingsInText.Fill(Encoding.UTF8.GetString(bytes), shown, environment, out findings));
        if (bytes.Length > BodyRule.MaxBytes)
        {
            findings = findings.Add(new ReportedFinding(
                OwnRules.TooLarge, Level.Error,
                $"The file has {bytes.Length / 1024} KB; the service takes no more than {BodyRule.MaxBytes / 1024}.",
                shown, 1, 1));
        }

        var reading = PolicyReader.Read(bytes);
        if (reading.SchemaViolation is not null)
        {
            // What an environment lacks is an error already.
            reading = StandIn(bytes, reading, shown, out var notes);
            findings = findings.AddRange(notes.Where(note => !findings.Any(finding => finding.Line == note.Line && finding.Rule == OwnRules.SettingMissing)));
        }

        return new PolicyFile
        {
            FullPath = path,
            Shown = shown,
            Reading = reading,
            PolicyId = reading.Document?.PolicyId ?? Written().Match(Encoding.UTF8.GetString(bytes)).Groups["id"].Value,
            Findings = findings,
        };
    }

    /// <summary>Goes from violation to violation for as long as placeholders cause them.</summary>
    private PolicyReading StandIn(byte[] bytes, PolicyReading reading, string shown, out ImmutableArray<ReportedFinding> notes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var found = ImmutableArray.CreateBuilder<ReportedFinding>();
        while (found.Count < MostPlaceholders && reading.SchemaViolation is { } violation && Placeholder.Blamed(violation.Message) is { } unfilled)
        {
            var fit = Placeholder.StandIns(unfilled, tenant)
                .Select(value => (Value: value, Text: unfilled.Fill(text, value)))
                .Select(filled => (filled.Value, filled.Text, Reading: PolicyReader.Read(Encoding.UTF8.GetBytes(filled.Text))))
                .FirstOrDefault(candidate => candidate.Text != text && Accepts(candidate.Reading, candidate.Value));
            if (fit.Reading is null)
                break;
            (text, reading) = (fit.Text, fit.Reading);
            found.Add(new ReportedFinding(
                OwnRules.Placeholder, Level.Note,
                $"The placeholder '{unfilled.Mark}' is not filled in; judged as if {unfilled.Name} were '{fit.Value}'.",
                shown, violation.Line, violation.Column,
                unfilled.Mark.StartsWith("{Settings:", StringComparison.OrdinalIgnoreCase) ? $"--environment NAME fills it in from {SettingsFile.Name}." : null));
        }

        notes = found.ToImmutable();
        return reading;
    }

    private static bool Accepts(PolicyReading reading, string value) =>
        reading.Document is not null && (reading.SchemaViolation is not { } violation || !Placeholder.Rejects(violation.Message, value));

    /// <summary>Where a file is no XML, its id is still wanted: others stand on it.</summary>
    [GeneratedRegex(@"\bPolicyId\s*=\s*[""'](?<id>[^""'<]*)[""']", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Written();
}
