using System.Collections.Immutable;
using TrustFramework.PolicyXml.Rules;
using TrustFramework.PolicyXml.Rules.Content;
using TrustFramework.PolicyXml.Rules.Definitions;
using TrustFramework.PolicyXml.Rules.Directory;
using TrustFramework.PolicyXml.Rules.Journeys;
using TrustFramework.PolicyXml.Rules.Providers;
using TrustFramework.PolicyXml.Rules.Rest;

namespace TrustFramework.PolicyXml;

/// <summary>How much of a judgement is wanted: house 6, Validation.</summary>
public enum ValidationScope
{
    /// <summary>Only what storing asks for: well-formed XML that is called as the request says.</summary>
    Off,

    /// <summary>The schema, the tenant and the chain; what the merged policy means is not looked at.</summary>
    Schema,

    /// <summary>As the service.</summary>
    Full,
}

/// <summary>Judges a policy as the service does. The order of the rules is the order of its messages.</summary>
public static class PolicyValidator
{
    /// <summary>What is not XML never meets a rule: this is its text, with the reader's reason in it (clients E-xml [O]).</summary>
    public const string NotXmlMessageTemplate = "The policy being uploaded is not XML or is not correctly formatted: {0}";

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

    public static ValidationResult Validate(ValidationContext context, ValidationScope scope = ValidationScope.Full) => ValidationTelemetry.Measure(() => ValidateByStage(context, scope));

    private static ValidationResult ValidateByStage(ValidationContext context, ValidationScope scope)
    {
        foreach (var stage in RulesByStage)
        {
            var findings = stage.Where(rule => IsInScope(rule, scope)).SelectMany(rule => rule.Evaluate(context).Select(finding => finding with { RuleName = rule.Name }));
            var taken = (stage.Key == ValidationStage.Journeys ? findings : findings.Take(1)).ToImmutableArray();
            if (taken.Length > 0)
                return new ValidationResult(context.Document.PolicyId, context.TargetTenant.GetDisplayName(context.Document), taken);
            if (stage.Key == ValidationStage.Definitions && scope == ValidationScope.Full)
                context.Merged.MarkValidated();
        }

        return new ValidationResult(context.Document.PolicyId, context.TargetTenant.GetDisplayName(context.Document), []);
    }

    private static bool IsInScope(PolicyRule rule, ValidationScope scope) => scope switch
    {
        ValidationScope.Off => rule == RequestedPolicyIdRule.Rule || rule == PolicyIdPrefixRule.Rule,
        ValidationScope.Schema => rule.Stage <= ValidationStage.Chain,
        _ => true,
    };
}

/// <summary>What a judgement came to.</summary>
/// <param name="PolicyId">As written in the file.</param>
/// <param name="TenantName">As error texts name the tenant.</param>
/// <param name="Findings">Empty when the policy is accepted.</param>
public sealed record ValidationResult(string PolicyId, string TenantName, ImmutableArray<Finding> Findings)
{
    public bool IsValid => Findings.IsEmpty;

    /// <summary>
    /// The one message the service makes of it: nothing between the header and the findings or between two findings, the
    /// id in upper case; N counts a finding once although the list is printed twice since 2020 (policy-rules 1.2 [O]).
    /// </summary>
    public string ToMessage(bool printTwice)
    {
        var list = string.Concat(Findings.Select(finding => finding.Message));
        var header = $"Validation failed: {Findings.Length} validation error(s) found in policy \"{PolicyId.ToUpperInvariant()}\" "
            + $"of tenant \"{TenantName}\".";
        return printTwice ? header + list + list : header + list;
    }
}
