using System.Text.RegularExpressions;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>Every rule against its own two samples: what it says is what the pages promise, and the nearest legal policy passes.</summary>
public sealed partial class RuleSampleTests
{
    public static TheoryData<string> Rules() => [.. PolicyValidator.Rules.Where(rule => rule.Stage >= ValidationStage.Definitions).Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_bad_sample_is_refused_by_this_rule_alone_in_its_own_words(string name)
    {
        var rule = PolicyValidator.Rules.Single(candidate => candidate.Name == name);

        var findings = Sample.Validate(rule.InvalidSample!).Findings;

        findings.Should().NotBeEmpty();
        findings.Should().OnlyContain(finding => finding.RuleName == name, string.Join('\n', findings));
        findings.Should().OnlyContain(finding => ToRegex(rule.MessageTemplate).IsMatch(finding.Message), "{0} is not {1}", findings[0].Message, rule.MessageTemplate);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_good_sample_is_accepted(string name) =>
        Sample.Validate(PolicyValidator.Rules.Single(rule => rule.Name == name).ValidSample!).Findings.Should().BeEmpty();

    /// <summary>The template as a pattern: each {0} stands for anything.</summary>
    private static Regex ToRegex(string text) =>
        new($"^{TemplateArgument().Replace(Regex.Escape(text), ".*")}$", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\\\{\d+}")]
    private static partial Regex TemplateArgument();
}
