using System.Text.RegularExpressions;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>Every rule against its own two samples: what it says is what the pages promise, and the nearest legal policy passes.</summary>
public sealed partial class RuleSampleTests
{
    public static TheoryData<string> Rules() => [.. PolicyJudge.Rules.Where(rule => rule.Stage >= Stage.Definitions).Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_bad_sample_is_refused_by_this_rule_alone_in_its_own_words(string name)
    {
        var rule = PolicyJudge.Rules.Single(candidate => candidate.Name == name);

        var findings = Sample.Judge(rule.Bad!).Findings;

        findings.Should().NotBeEmpty();
        findings.Should().OnlyContain(finding => finding.Rule == name, string.Join('\n', findings));
        findings.Should().OnlyContain(finding => Pattern(rule.Text).IsMatch(finding.Message), "{0} is not {1}", findings[0].Message, rule.Text);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_good_sample_is_accepted(string name) =>
        Sample.Judge(PolicyJudge.Rules.Single(rule => rule.Name == name).Good!).Findings.Should().BeEmpty();

    /// <summary>The template as a pattern: each {0} stands for anything.</summary>
    private static Regex Pattern(string text) =>
        new($"^{Place().Replace(Regex.Escape(text), ".*")}$", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\\\{\d+}")]
    private static partial Regex Place();
}
