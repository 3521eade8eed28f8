using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>What the service would say to one file, standing on the files that it stands on.</summary>
/// <param name="Message">The whole message; null when it would be accepted.</param>
/// <param name="Findings">Each in the file that it is about.</param>
internal sealed record Opinion(string? Message, ImmutableArray<ReportedFinding> Findings);

/// <summary>Judges as the service does, with files for a tenant.</summary>
/// <param name="tenant">Null: every file is judged for the tenant that it names.</param>
/// <param name="keySets">Null: policies may name any.</param>
internal sealed partial class OfflineJudge(string? tenant, IReadOnlySet<string>? keySets)
{
    private const string ObjectId = "00000000-0000-0000-0000-000000000000";

    // As a new server is set: MockServer:Compat:DuplicateMessages.
    private const bool PrintTwice = true;

    // The rule's own hint speaks of the server's settings.
    private const string KeySetRuleName = "key-set-exists";

    private static readonly FrozenDictionary<string, Stage> Stages =
        PolicyJudge.Rules.DistinctBy(rule => rule.Name, StringComparer.Ordinal).ToFrozenDictionary(rule => rule.Name, rule => rule.Stage, StringComparer.Ordinal);

    /// <summary>Whether a rule is about the base policies themselves, not about what is in them.</summary>
    public static bool IsAboutBases(string rule) => Stages.GetValueOrDefault(rule) == Stage.Chain;

    public bool Accepts(PolicyFile file) => Ask(file).Message is null;

    public Opinion Ask(PolicyFile file)
    {
        if (file.Reading.Document is null)
            return NotXml(file);
        var chain = PolicyChain.From(file.Reading.Document);
        var top = file;
        while (chain.End == ChainEnd.Open)
        {
            var found = top.Base;
            chain = chain.Add(found?.Reading.Document);
            top = chain.End == ChainEnd.BaseMissing ? top : found!;
        }

        // What stands on a broken file cannot be merged: its definitions and journeys are left for when that is mended.
        var broken = file.Chain.Any(member => member.IsBroken);
        var (home, note) = HomeOf(file, file.Reading.Document);
        var verdict = PolicyJudge.Judge(
            new PolicyCase { Reading = file.Reading, Chain = chain, Home = home, KeySets = keySets },
            broken ? JudgementScope.Schema : JudgementScope.Full);
        return new Opinion(
            verdict.Accepted ? null : verdict.ToMessage(PrintTwice),
            [.. verdict.Findings.Select(finding => Place(finding, file, top, chain.End)), .. note]);
    }

    /// <summary>What the service says to a policy whose base policy it refused before.</summary>
    public string MessageWithoutBase(PolicyFile file)
    {
        var document = file.Reading.Document!;
        var chain = PolicyChain.From(document);
        return PolicyJudge.Judge(new PolicyCase
        {
            Reading = file.Reading,
            Chain = chain.End == ChainEnd.Open ? chain.Add(null) : chain,
            Home = HomeOf(file, document).Home,
        }).ToMessage(PrintTwice);
    }

    /// <summary>A tenant that is still to be filled in is the file's own, and worth a note.</summary>
    private (PolicyHome Home, ImmutableArray<ReportedFinding> Note) HomeOf(PolicyFile file, PolicyDocument policy)
    {
        var fits = tenant is null || string.Equals(tenant, policy.TenantId, StringComparison.OrdinalIgnoreCase);
        var mark = fits ? null : Placeholder.In(policy.TenantId);
        var home = new PolicyHome(ObjectId, mark is null ? tenant ?? policy.TenantId : policy.TenantId);
        if (mark is null)
            return (home, []);
        var (line, column) = Places.OfRoot(file);
        return (home, [new ReportedFinding(
            OwnRules.Placeholder, Level.Note, $"The placeholder '{mark}' in TenantId is not filled in; judged as if it were '{tenant}'.",
            file.Shown, line, column)]);
    }

    private static ReportedFinding Place(Finding finding, PolicyFile file, PolicyFile top, ChainEnd end)
    {
        var about = finding.PolicyId is { } id && !file.IsNamed(id) ? file.Chain.FirstOrDefault(member => member.IsNamed(id)) ?? file : file;
        var (line, column) = (finding.Line, Math.Max(1, finding.Column));
        if (line < 1)
        {
            var inChain = IsAboutBases(finding.Rule);
            about = inChain && end == ChainEnd.BaseMissing ? top : file;
            (line, column) = inChain ? Places.OfBase(about) : Places.OfRoot(about);
        }

        var hint = finding.Rule == KeySetRuleName ? "Name the key set with --keys or in keysets.json, or pass --ignore-keys." : finding.Hint;
        return new ReportedFinding(finding.Rule, Level.Error, finding.Message.Trim(), about.Shown, line, column, hint);
    }

    private static Opinion NotXml(PolicyFile file)
    {
        var reason = file.Reading.NotXml ?? "";
        var place = PlaceInText().Match(reason);
        int Number(string name) => place.Success ? Math.Max(1, int.Parse(place.Groups[name].ValueSpan, CultureInfo.InvariantCulture)) : 1;
        var message = PolicyJudge.NotXmlText.Replace("{0}", reason, StringComparison.Ordinal);
        return new Opinion(message, [new ReportedFinding(OwnRules.NotXml, Level.Error, message, file.Shown, Number("line"), Number("column"))]);
    }

    [GeneratedRegex(@"Line (?<line>\d+), position (?<column>\d+)\.$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PlaceInText();
}
