using System.Collections.Frozen;
using System.Collections.Immutable;
using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>The service's result for one file with its base policies.</summary>
/// <param name="Message">The complete message; null if the policy is accepted.</param>
/// <param name="Findings">Each finding names the file that it is about.</param>
internal sealed record OfflineValidationResult(string? Message, ImmutableArray<ReportedFinding> Findings);

/// <summary>Validates files as the service validates an upload to a tenant.</summary>
/// <param name="tenant">The domain of the tenant; null validates each file for the tenant that it names.</param>
/// <param name="keySets">The key sets that exist; null if policies may name any.</param>
/// <param name="continueAfterErrors">Whether the findings of all stages are reported, where the service stops at the first stage with findings.</param>
internal sealed class OfflineValidator(string? tenant, IReadOnlySet<string>? keySets, bool continueAfterErrors = false)
{
    private const string ObjectId = "00000000-0000-0000-0000-000000000000";

    // The default of the server: MockServer:Compat:DuplicateMessages.
    private const bool DuplicateMessages = true;

    // This rule gets a hint of its own, because the rule's hint names settings of the server.
    private const string KeySetRuleName = "key-set-exists";

    private const string SchemaRuleName = "schema";

    private readonly MergedPolicyCache _mergedPolicies = new();

    private static readonly FrozenDictionary<string, ValidationStage> RuleStages =
        PolicyValidator.Rules.DistinctBy(rule => rule.Name, StringComparer.Ordinal).ToFrozenDictionary(rule => rule.Name, rule => rule.Stage, StringComparer.Ordinal);

    /// <summary>Whether a rule checks the chain of base policies and not their content.</summary>
    public static bool IsBasePolicyRule(string rule) => RuleStages.GetValueOrDefault(rule) == ValidationStage.Chain;

    /// <summary>Whether a rule checks the content of the merged policy.</summary>
    public static bool IsContentRule(string rule) => RuleStages.GetValueOrDefault(rule) > ValidationStage.Chain;

    public bool IsAccepted(PolicyFile file) => Validate(file).Message is null;

    public OfflineValidationResult Validate(PolicyFile file)
    {
        if (file.Document is not { } document)
            return CreateRejectedResult(file, file.Error!);

        // A chain with an invalid file cannot be merged. Rules that need the merged policy run when that file is fixed.
        var scope = file.Chain.Any(member => member.IsInvalid) ? ValidationScope.Schema : ValidationScope.Full;
        var chain = file.ToPolicyChain(document, _mergedPolicies);
        var context = new ValidationContext { Chain = chain, TargetTenant = GetTenant(document), KeySets = keySets };
        var result = PolicyValidator.Validate(context, scope);
        var isPlaceholderError = PlaceholderErrors.CreatePredicate(file);
        var findings = result.Findings.AddRange(result.Warnings);
        var all = !result.IsValid && (continueAfterErrors || findings.Any(isPlaceholderError)) ? PolicyValidator.FindAll(context, scope) : findings;
        var byLevel = all.ToLookup(finding => GetLevel(finding, isPlaceholderError));
        // The service reports the errors of one stage.
        var refusal = result with { Findings = SelectFirstStage(byLevel[FindingLevel.Error]) };
        var errors = continueAfterErrors ? byLevel[FindingLevel.Error] : refusal.Findings;
        return new OfflineValidationResult(refusal.IsValid ? null : refusal.ToMessage(DuplicateMessages),
        [
            .. errors.Select(finding => ToReportedFinding(finding, file, chain, FindingLevel.Error)),
            .. byLevel[FindingLevel.Warning].Select(finding => ToReportedFinding(finding, file, chain, FindingLevel.Warning)),
            .. byLevel[FindingLevel.Note].Select(finding => ToReportedFinding(finding, file, chain, FindingLevel.Note)),
        ]);
    }

    private static FindingLevel GetLevel(Finding finding, Func<Finding, bool> isPlaceholderError) =>
        isPlaceholderError(finding) ? FindingLevel.Note : finding.IsWarning ? FindingLevel.Warning : FindingLevel.Error;

    /// <summary>The findings that an upload reports: those of the first stage that has findings, of the earlier stages only the first one.</summary>
    private static ImmutableArray<Finding> SelectFirstStage(IEnumerable<Finding> findings)
    {
        var stage = findings.GroupBy(finding => RuleStages.GetValueOrDefault(finding.RuleName)).FirstOrDefault();
        return stage is null ? [] : [.. stage.Key == ValidationStage.Journeys ? stage : stage.Take(1)];
    }

    /// <summary>The service's message for a policy whose base policy it refused before.</summary>
    public string GetMessageWithoutBase(PolicyFile file)
    {
        var document = file.Document!;
        return PolicyValidator.Validate(new ValidationContext
        {
            Chain = PolicyChain.Load(document, _ => null),
            TargetTenant = GetTenant(document),
        }).ToMessage(DuplicateMessages);
    }

    private TargetTenant GetTenant(PolicyDocument document) => new(ObjectId, tenant ?? document.TenantId);

    private static ReportedFinding ToReportedFinding(Finding finding, PolicyFile file, PolicyChain chain, FindingLevel level)
    {
        var subject = finding.PolicyId is { } id && !file.HasId(id) ? file.Chain.FirstOrDefault(member => member.HasId(id)) ?? file : file;
        var (line, column) = (finding.Line, Math.Max(1, finding.Column));
        if (line < 1)
        {
            var isBasePolicyRule = IsBasePolicyRule(finding.RuleName);
            // A missing base policy is reported in the file that names it: the last one of the chain.
            subject = isBasePolicyRule && chain.Status == PolicyChainStatus.BasePolicyMissing ? file.Chain.ElementAt(chain.Ancestors.Length) : file;
            (line, column) = isBasePolicyRule ? FindingLocations.GetBasePolicyReference(subject) : FindingLocations.GetRootElement(subject);
        }

        return new ReportedFinding(finding.RuleName, level, finding.Message.Trim(), subject.DisplayPath, line, column, GetHint(finding, file, level));
    }

    private static string? GetHint(Finding finding, PolicyFile file, FindingLevel level) => finding.RuleName switch
    {
        _ when level == FindingLevel.Note => "This is not an error as long as the placeholder is not filled in.",
        KeySetRuleName => "Name the key set with --keys or in keysets.json, or pass --ignore-keys.",
        SchemaRuleName when DescribeFilledSettings(file, finding.Line) is { } settings => settings,
        _ => finding.Hint,
    };

    private static string? DescribeFilledSettings(PolicyFile file, int line) => file.FilledSettings?[line] is { } settings && settings.Any()
        ? $"The line contains the value of the setting '{string.Join("', '", settings.Distinct(StringComparer.OrdinalIgnoreCase))}'."
        : null;

    private static OfflineValidationResult CreateRejectedResult(PolicyFile file, PolicyFileError error)
    {
        var message = error.Rule == LocalRules.NotXml ? PolicyValidator.NotXmlMessageTemplate.Replace("{0}", error.Message, StringComparison.Ordinal) : error.Message;
        return new OfflineValidationResult(message, [new ReportedFinding(
            error.Rule, FindingLevel.Error, message, file.DisplayPath, error.Line, error.Column, DescribeFilledSettings(file, error.Line) ?? error.Hint)]);
    }
}
