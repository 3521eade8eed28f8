using System.Collections.Frozen;
using System.Collections.Immutable;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>What the service would say to one file, standing on the files that it stands on.</summary>
/// <param name="Message">The whole message; null when it would be accepted.</param>
/// <param name="Findings">Each in the file that it is about.</param>
internal sealed record OfflineValidationResult(string? Message, ImmutableArray<ReportedFinding> Findings);

/// <summary>Judges as the service does, with files for a tenant.</summary>
/// <param name="tenant">Null: every file is judged for the tenant that it names.</param>
/// <param name="keySets">Null: policies may name any.</param>
internal sealed class OfflineValidator(string? tenant, IReadOnlySet<string>? keySets)
{
    private const string ObjectId = "00000000-0000-0000-0000-000000000000";

    // As a new server is set: MockServer:Compat:DuplicateMessages.
    private const bool DuplicateMessages = true;

    // The rule's own hint speaks of the server's settings.
    private const string KeySetRuleName = "key-set-exists";

    private readonly MergedPolicyCache _mergedPolicies = new();

    private static readonly FrozenDictionary<string, ValidationStage> RuleStages =
        PolicyValidator.Rules.DistinctBy(rule => rule.Name, StringComparer.Ordinal).ToFrozenDictionary(rule => rule.Name, rule => rule.Stage, StringComparer.Ordinal);

    /// <summary>Whether a rule is about the base policies themselves, not about what is in them.</summary>
    public static bool IsBasePolicyRule(string rule) => RuleStages.GetValueOrDefault(rule) == ValidationStage.Chain;

    public bool IsAccepted(PolicyFile file) => Validate(file).Message is null;

    public OfflineValidationResult Validate(PolicyFile file)
    {
        if (!file.ParseResult.TryGetValue(out var document, out var error))
            return CreateMalformedResult(file, error);
        var top = file;
        var chain = PolicyChain.Load(document, _ =>
        {
            if (top.BaseFile?.Document is not { } found)
                return null;
            top = top.BaseFile;
            return found;
        }, _mergedPolicies);

        // What stands on a broken file cannot be merged: its definitions and journeys are left for when that is mended.
        var broken = file.Chain.Any(member => member.IsInvalid);
        var (home, note) = ResolveHome(file, document);
        var verdict = PolicyValidator.Validate(
            new ValidationContext { Chain = chain, TargetTenant = home, KeySets = keySets },
            broken ? ValidationScope.Schema : ValidationScope.Full);
        return new OfflineValidationResult(
            verdict.IsValid ? null : verdict.ToMessage(DuplicateMessages),
            [.. verdict.Findings.Select(finding => ToReportedFinding(finding, file, top, chain.Status)), .. note]);
    }

    /// <summary>What the service says to a policy whose base policy it refused before.</summary>
    public string GetMessageWithoutBase(PolicyFile file)
    {
        var document = file.Document!;
        return PolicyValidator.Validate(new ValidationContext
        {
            Chain = PolicyChain.Load(document, _ => null),
            TargetTenant = ResolveHome(file, document).Home,
        }).ToMessage(DuplicateMessages);
    }

    /// <summary>A tenant that is still to be filled in is the file's own, and worth a note.</summary>
    private (TargetTenant Home, ImmutableArray<ReportedFinding> Note) ResolveHome(PolicyFile file, PolicyDocument policy)
    {
        var fits = tenant is null || string.Equals(tenant, policy.TenantId, StringComparison.OrdinalIgnoreCase);
        var mark = fits ? null : Placeholder.Find(policy.TenantId);
        var home = new TargetTenant(ObjectId, mark is null ? tenant ?? policy.TenantId : policy.TenantId);
        if (mark is null)
            return (home, []);
        var (line, column) = FindingLocations.GetRootElement(file);
        return (home, [new ReportedFinding(
            LocalRules.Placeholder, FindingLevel.Note, $"The placeholder '{mark}' in TenantId is not filled in; judged as if it were '{tenant}'.",
            file.DisplayPath, line, column)]);
    }

    private static ReportedFinding ToReportedFinding(Finding finding, PolicyFile file, PolicyFile top, PolicyChainStatus end)
    {
        var about = finding.PolicyId is { } id && !file.HasId(id) ? file.Chain.FirstOrDefault(member => member.HasId(id)) ?? file : file;
        var (line, column) = (finding.Line, Math.Max(1, finding.Column));
        if (line < 1)
        {
            var inChain = IsBasePolicyRule(finding.RuleName);
            about = inChain && end == PolicyChainStatus.BasePolicyMissing ? top : file;
            (line, column) = inChain ? FindingLocations.GetBasePolicyReference(about) : FindingLocations.GetRootElement(about);
        }

        var hint = finding.RuleName == KeySetRuleName ? "Name the key set with --keys or in keysets.json, or pass --ignore-keys." : finding.Hint;
        return new ReportedFinding(finding.RuleName, FindingLevel.Error, finding.Message.Trim(), about.DisplayPath, line, column, hint);
    }

    private static OfflineValidationResult CreateMalformedResult(PolicyFile file, XmlError error)
    {
        var message = PolicyValidator.NotXmlMessageTemplate.Replace("{0}", error.Message, StringComparison.Ordinal);
        return new OfflineValidationResult(message, [new ReportedFinding(LocalRules.NotXml, FindingLevel.Error, message, file.DisplayPath, Math.Max(1, error.Line), Math.Max(1, error.Column))]);
    }
}
