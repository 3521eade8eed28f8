using System.Text.RegularExpressions;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>Validates the samples of every rule: only the rule reports its invalid sample, with the documented message, and nothing reports the valid one.</summary>
public sealed partial class RuleSampleTests
{
    public static TheoryData<string> Rules() => [.. PolicyValidator.Rules.Where(rule => rule.Stage >= ValidationStage.Definitions).Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Only_the_rule_itself_reports_its_invalid_sample_with_its_message(string name)
    {
        var rule = PolicyValidator.Rules.Single(candidate => candidate.Name == name);

        var result = Sample.Validate(rule.Level == RuleLevel.ErrorWithRelyingParty ? Sample.AddRelyingParty(rule.InvalidSample!) : rule.InvalidSample!);

        var findings = result.Findings.Concat(result.Warnings).ToList();
        findings.Should().NotBeEmpty();
        findings.Should().OnlyContain(finding => finding.IsWarning == (rule.Level == RuleLevel.Warning), "the sample of a rule that is not only a warning is refused");
        findings.Should().OnlyContain(finding => finding.RuleName == name, string.Join('\n', findings));
        findings.Should().OnlyContain(finding => ToRegex(rule.MessageTemplate).IsMatch(finding.Message), "{0} is not {1}", findings[0].Message, rule.MessageTemplate);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_valid_sample_is_accepted_without_warnings(string name)
    {
        var result = Sample.Validate(PolicyValidator.Rules.Single(rule => rule.Name == name).ValidSample!);

        result.Findings.Concat(result.Warnings).Should().BeEmpty();
    }

    public static TheoryData<string> RulesThatBasePoliciesMayViolate() =>
        [.. PolicyValidator.Rules.Where(rule => rule.Level == RuleLevel.ErrorWithRelyingParty && rule.Name != "content-definition-exists").Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(RulesThatBasePoliciesMayViolate))]
    public void A_base_policy_that_a_child_can_complete_is_accepted_with_a_warning(string name)
    {
        var result = Sample.Validate(PolicyValidator.Rules.Single(rule => rule.Name == name).InvalidSample!);

        result.Findings.Should().BeEmpty();
        result.Warnings.Should().NotBeEmpty().And.OnlyContain(finding => finding.RuleName == name);
    }

    /// <summary>Converts a message template to a pattern in which {0} matches any text.</summary>
    private static Regex ToRegex(string text) =>
        new($"^{TemplateArgument().Replace(Regex.Escape(text), ".*")}$", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\\\{\d+}")]
    private static partial Regex TemplateArgument();
}
