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
public enum JudgementScope
{
    /// <summary>Only what storing asks for: well-formed XML that is called as the request says.</summary>
    Off,

    /// <summary>The schema, the tenant and the chain; what the merged policy means is not looked at.</summary>
    Schema,

    /// <summary>As the service.</summary>
    Full,
}

/// <summary>Judges a policy as the service does. The order of the rules is the order of its messages.</summary>
public static class PolicyJudge
{
    /// <summary>What is not XML never meets a rule: this is its text, with the reader's reason in it (clients E-xml [O]).</summary>
    public const string NotXmlText = "The policy being uploaded is not XML or is not correctly formatted: {0}";

    public static ImmutableArray<PolicyRule> Rules { get; } =
    [
        SchemaRule.Rule,
        TenantRule.Rule,
        RequestedIdRule.Rule,
        PrefixRule.Rule,
        BuiltInBaseRule.Rule,
        BaseExistsRule.Rule,
        CycleRule.Rule,
        DepthRule.Rule,
        .. ReferenceRules.All,
        .. ContentRules.All,
        .. ReferenceRules.OfJourneys,
        .. JourneyRules.All,
        .. DirectoryRules.All,
        .. RestRules.All,
        .. ProviderRules.All,
    ];

    private static readonly ImmutableArray<IGrouping<Stage, PolicyRule>> Stages = [.. Rules.GroupBy(rule => rule.Stage).OrderBy(stage => stage.Key)];

    public static Verdict Judge(PolicyCase policy, JudgementScope scope = JudgementScope.Full) => JudgementTelemetry.Measure(() => JudgeByStages(policy, scope));

    private static Verdict JudgeByStages(PolicyCase policy, JudgementScope scope)
    {
        foreach (var stage in Stages)
        {
            var findings = stage.Where(rule => IsAsked(rule, scope)).SelectMany(rule => rule.Look(policy).Select(finding => finding with { Rule = rule.Name }));
            var taken = (stage.Key == Stage.Journeys ? findings : findings.Take(1)).ToImmutableArray();
            if (taken.Length > 0)
                return new Verdict(policy.Policy.PolicyId, policy.Home.NameFor(policy.Policy), taken);
            if (stage.Key == Stage.Definitions && scope == JudgementScope.Full)
                policy.Merged.Settle();
        }

        return new Verdict(policy.Policy.PolicyId, policy.Home.NameFor(policy.Policy), []);
    }

    private static bool IsAsked(PolicyRule rule, JudgementScope scope) => scope switch
    {
        JudgementScope.Off => rule == RequestedIdRule.Rule || rule == PrefixRule.Rule,
        JudgementScope.Schema => rule.Stage <= Stage.Chain,
        _ => true,
    };
}

/// <summary>What a judgement came to.</summary>
/// <param name="PolicyId">As written in the file.</param>
/// <param name="TenantName">As error texts name the tenant.</param>
/// <param name="Findings">Empty when the policy is accepted.</param>
public sealed record Verdict(string PolicyId, string TenantName, ImmutableArray<Finding> Findings)
{
    public bool Accepted => Findings.IsEmpty;

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
