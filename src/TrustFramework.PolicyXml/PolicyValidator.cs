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

    /// <summary>Findings of one policy, and characters in their messages. The service's limits are unknown. [I]</summary>
    private const int MaxFindings = 1000;
    private const int MaxMessageLength = 256 * 1024;

    public static ImmutableArray<PolicyRule> Rules { get; } =
    [
        SchemaRule.Rule,
        TenantRule.Rule,
        RequestedPolicyIdRule.Rule,
        PolicyIdPrefixRule.Rule,
        BuiltInBasePolicyRule.Rule,
        BasePolicyExistsRule.Rule,
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
        ValidationTelemetry.Measure(() => new ValidationResult(context.Document.PolicyId, context.TenantName, FindErrors(context, scope)));

    private static ImmutableArray<Finding> FindErrors(ValidationContext context, ValidationScope scope)
    {
        foreach (var stage in RulesByStage)
        {
            var findings = stage.Where(rule => IsInScope(rule, scope)).SelectMany(rule => rule.Evaluate(context).Select(finding => finding with { RuleName = rule.Name }));
            var reported = (stage.Key == ValidationStage.Journeys ? TakeWithinLimits(findings) : findings.Take(1)).ToImmutableArray();
            if (reported.Length > 0)
                return reported;
            if (stage.Key == ValidationStage.Definitions && scope == ValidationScope.Full)
                context.Merged.MarkValidated();
        }

        return [];
    }

    /// <summary>A rule may have a finding for each combination of elements, and a finding may repeat long texts of the file.</summary>
    private static IEnumerable<Finding> TakeWithinLimits(IEnumerable<Finding> findings)
    {
        var length = 0;
        return findings.Take(MaxFindings).TakeWhile((finding, index) => (length += finding.Message.Length) <= MaxMessageLength || index == 0);
    }

    private static bool IsInScope(PolicyRule rule, ValidationScope scope) => scope switch
    {
        ValidationScope.Off => rule == RequestedPolicyIdRule.Rule || rule == PolicyIdPrefixRule.Rule,
        ValidationScope.Schema => rule.Stage <= ValidationStage.Chain,
        _ => true,
    };
}
