using System.Collections.Immutable;
using TrustFramework.PolicyXml.Rules;

namespace TrustFramework.PolicyXml;

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
        BaseExistsRule.Rule,
        CycleRule.Rule,
        DepthRule.Rule,
    ];

    public static Verdict Judge(PolicyCase policy)
    {
        foreach (var stage in Rules.GroupBy(rule => rule.Stage))
        {
            var findings = stage.SelectMany(rule => rule.Look(policy));
            var taken = (stage.Key == Stage.Journeys ? findings : findings.Take(1)).ToImmutableArray();
            if (taken.Length > 0)
                return new Verdict(policy.Policy.PolicyId, policy.Home.NameFor(policy.Policy), taken);
        }

        return new Verdict(policy.Policy.PolicyId, policy.Home.NameFor(policy.Policy), []);
    }
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
