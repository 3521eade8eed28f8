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
internal sealed class OfflineValidator(string? tenant, IReadOnlySet<string>? keySets)
{
    private const string ObjectId = "00000000-0000-0000-0000-000000000000";

    // The default of the server: MockServer:Compat:DuplicateMessages.
    private const bool DuplicateMessages = true;

    // This rule gets a hint of its own, because the rule's hint names settings of the server.
    private const string KeySetRuleName = "key-set-exists";

    private readonly MergedPolicyCache _mergedPolicies = new();

    private static readonly FrozenDictionary<string, ValidationStage> RuleStages =
        PolicyValidator.Rules.DistinctBy(rule => rule.Name, StringComparer.Ordinal).ToFrozenDictionary(rule => rule.Name, rule => rule.Stage, StringComparer.Ordinal);

    /// <summary>Whether a rule checks the chain of base policies and not their content.</summary>
    public static bool IsBasePolicyRule(string rule) => RuleStages.GetValueOrDefault(rule) == ValidationStage.Chain;

    public bool IsAccepted(PolicyFile file) => Validate(file).Message is null;

    public OfflineValidationResult Validate(PolicyFile file)
    {
        if (!file.ParseResult.TryGetValue(out var document, out var error))
            return CreateMalformedResult(file, error);

        // A chain with an invalid file cannot be merged. Rules that need the merged policy run when that file is fixed.
        var scope = file.Chain.Any(member => member.IsInvalid) ? ValidationScope.Schema : ValidationScope.Full;
        var chain = file.ToPolicyChain(document, _mergedPolicies);
        var (targetTenant, note) = ResolveTenant(file, document);
        var result = PolicyValidator.Validate(new ValidationContext { Chain = chain, TargetTenant = targetTenant, KeySets = keySets }, scope);
        return new OfflineValidationResult(
            result.IsValid ? null : result.ToMessage(DuplicateMessages),
            [.. result.Findings.Concat(result.Warnings).Select(finding => ToReportedFinding(finding, file, chain)), .. note]);
    }

    /// <summary>The service's message for a policy whose base policy it refused before.</summary>
    public string GetMessageWithoutBase(PolicyFile file)
    {
        var document = file.Document!;
        return PolicyValidator.Validate(new ValidationContext
        {
            Chain = PolicyChain.Load(document, _ => null),
            TargetTenant = ResolveTenant(file, document).Tenant,
        }).ToMessage(DuplicateMessages);
    }

    /// <summary>The tenant to validate for. A file whose tenant is a placeholder is validated for that tenant, and gets a note.</summary>
    private (TargetTenant Tenant, ImmutableArray<ReportedFinding> Note) ResolveTenant(PolicyFile file, PolicyDocument policy)
    {
        var isOwnTenant = tenant is null || string.Equals(tenant, policy.TenantId, StringComparison.OrdinalIgnoreCase);
        if (isOwnTenant || Placeholder.Find(policy.TenantId) is not { } placeholder)
            return (new TargetTenant(ObjectId, tenant ?? policy.TenantId), []);
        var (line, column) = FindingLocations.GetRootElement(file);
        return (new TargetTenant(ObjectId, policy.TenantId), [new ReportedFinding(
            LocalRules.Placeholder, FindingLevel.Note, $"The placeholder '{placeholder}' in TenantId is not filled in. Validation uses '{tenant}'.",
            file.DisplayPath, line, column)]);
    }

    private static ReportedFinding ToReportedFinding(Finding finding, PolicyFile file, PolicyChain chain)
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

        var hint = finding.RuleName == KeySetRuleName ? "Name the key set with --keys or in keysets.json, or pass --ignore-keys." : finding.Hint;
        return new ReportedFinding(finding.RuleName, finding.IsWarning ? FindingLevel.Warning : FindingLevel.Error, finding.Message.Trim(), subject.DisplayPath, line, column, hint);
    }

    private static OfflineValidationResult CreateMalformedResult(PolicyFile file, XmlError error)
    {
        var message = PolicyValidator.NotXmlMessageTemplate.Replace("{0}", error.Message, StringComparison.Ordinal);
        return new OfflineValidationResult(message, [new ReportedFinding(LocalRules.NotXml, FindingLevel.Error, message, file.DisplayPath, Math.Max(1, error.Line), Math.Max(1, error.Column))]);
    }
}
