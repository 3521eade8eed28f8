using System.Text.RegularExpressions;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>Validates the samples of every rule: the invalid sample has the documented message, and the valid sample is accepted.</summary>
public sealed partial class RuleSampleTests
{
    public static TheoryData<string> Rules() => [.. PolicyValidator.Rules.Where(rule => rule.Stage >= ValidationStage.Definitions).Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Only_the_rule_itself_rejects_its_invalid_sample_with_its_message(string name)
    {
        var rule = PolicyValidator.Rules.Single(candidate => candidate.Name == name);

        var findings = Sample.Validate(rule.InvalidSample!).Findings;

        findings.Should().NotBeEmpty();
        findings.Should().OnlyContain(finding => finding.RuleName == name, string.Join('\n', findings));
        findings.Should().OnlyContain(finding => ToRegex(rule.MessageTemplate).IsMatch(finding.Message), "{0} is not {1}", findings[0].Message, rule.MessageTemplate);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_valid_sample_is_accepted(string name) =>
        Sample.Validate(PolicyValidator.Rules.Single(rule => rule.Name == name).ValidSample!).Findings.Should().BeEmpty();

    /// <summary>Converts a message template to a pattern in which {0} matches any text.</summary>
    private static Regex ToRegex(string text) =>
        new($"^{TemplateArgument().Replace(Regex.Escape(text), ".*")}$", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\\\{\d+}")]
    private static partial Regex TemplateArgument();
}
