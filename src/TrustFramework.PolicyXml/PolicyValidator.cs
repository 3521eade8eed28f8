using System.Collections.Immutable;
using TrustFramework.PolicyXml.Rules;
using TrustFramework.PolicyXml.Rules.Content;
using TrustFramework.PolicyXml.Rules.Definitions;
using TrustFramework.PolicyXml.Rules.Directory;
using TrustFramework.PolicyXml.Rules.Journeys;
using TrustFramework.PolicyXml.Rules.Providers;
using TrustFramework.PolicyXml.Rules.Rest;

namespace TrustFramework.PolicyXml;

/// <summary>Validates a policy as the service does. The order of the rules is the order of the service's messages.</summary>
public static class PolicyValidator
{
    /// <summary>The message for a file that is not XML, with the reader's reason (clients E-xml [O]). No rule runs on such a file.</summary>
    public const string NotXmlMessageTemplate = "The policy being uploaded is not XML or is not correctly formatted: {0}";

    public static ImmutableArray<PolicyRule> Rules { get; } =
    [
        SchemaRule.Rule,
        ClaimsProviderDisplayNameRule.Rule,
        EncodingRule.Rule,
        TenantRule.Rule,
        RequestedPolicyIdRule.Rule,
        PolicyIdPrefixRule.Rule,
        PolicyIdCharactersRule.Rule,
        TenantObjectIdRule.Rule,
        BuiltInBasePolicyRule.Rule,
        BasePolicyExistsRule.Rule,
        BasePolicySchemaRule.Rule,
        CycleRule.Rule,
        DepthRule.Rule,
        .. DefinitionRules.All,
        .. ContentRules.All,
        .. DefinitionRules.JourneyReferences,
        .. JourneyRules.All,
        .. DirectoryRules.All,
        .. RestRules.All,
        .. ProviderRules.All,
    ];

    private static readonly ImmutableArray<IGrouping<ValidationStage, PolicyRule>> RulesByStage = [.. Rules.GroupBy(rule => rule.Stage).OrderBy(stage => stage.Key)];

    public static ValidationResult Validate(ValidationContext context, ValidationScope scope = ValidationScope.Full) =>
        ValidationTelemetry.Measure(() => Evaluate(context, scope));

    /// <summary>
    /// Returns the findings of all rules in the order of the service, and all violations of the schema, where
    /// <see cref="Validate"/> stops at the first stage with findings as the service does. Later findings can be consequences of
    /// earlier ones. Errors and warnings are limited as in <see cref="Validate"/>, and no rule runs after a violated size limit.
    /// </summary>
    public static ImmutableArray<Finding> FindAll(ValidationContext context, ValidationScope scope = ValidationScope.Full)
    {
        var isMerged = context.Chain.Merge() is not null;
        var rules = RulesByStage.Where(stage => stage.Key <= ValidationStage.Chain || isMerged).SelectMany(stage => stage).Where(rule => IsInScope(rule, scope));
        var (errors, warnings) = (new BoundedFindings(), new BoundedFindings());
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var rule in rules)
        {
            foreach (var finding in Evaluate(rule == SchemaRule.Rule ? rule with { Evaluate = SchemaRule.FindAll } : rule, context))
            {
                if ((finding.IsWarning ? warnings : errors).TryAdd(finding))
                    findings.Add(finding);
                if (errors.IsFull || rule.IsSizeLimit)
                    return findings.ToImmutable();
            }
        }

        return findings.ToImmutable();
    }

    private static ValidationResult Evaluate(ValidationContext context, ValidationScope scope)
    {
        var (errors, warnings) = (new BoundedFindings(), new BoundedFindings());
        foreach (var stage in RulesByStage)
        {
            foreach (var finding in stage.Where(rule => IsInScope(rule, scope)).SelectMany(rule => Evaluate(rule, context)))
            {
                (finding.IsWarning ? warnings : errors).TryAdd(finding);
                if (errors.IsFull || (!errors.IsEmpty && stage.Key != ValidationStage.Journeys))
                    break;
            }

            if (!errors.IsEmpty)
                break;

            // A child file of this policy must report a warning again, possibly as an error.
            if (stage.Key == ValidationStage.Definitions && scope == ValidationScope.Full && warnings.IsEmpty)
                context.Merged.MarkValidated();
        }

        return new ValidationResult(context.Document.PolicyId, context.TenantName, errors.ToImmutable()) { Warnings = warnings.ToImmutable() };
    }

    private static IEnumerable<Finding> Evaluate(PolicyRule rule, ValidationContext context) => rule.Evaluate(context).Select(finding => finding with
    {
        RuleName = rule.Name,
        IsWarning = finding.IsWarning || rule.Level == RuleLevel.Warning
            || (rule.Level == RuleLevel.ErrorWithRelyingParty && context.Merged.RelyingParty is null),
    });

    private static bool IsInScope(PolicyRule rule, ValidationScope scope) => scope switch
    {
        ValidationScope.Off => rule == RequestedPolicyIdRule.Rule || rule == PolicyIdPrefixRule.Rule || rule == PolicyIdCharactersRule.Rule,
        _ when rule == PolicyIdCharactersRule.Rule => false, // the schema has the same pattern
        ValidationScope.Schema => rule.Stage <= ValidationStage.Chain,
        _ => true,
    };
}
