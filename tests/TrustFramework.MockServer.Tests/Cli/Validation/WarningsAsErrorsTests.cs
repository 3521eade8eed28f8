using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Cli.Validation;

/// <summary>The option <c>--warnings-as-errors</c> of the command <c>validate</c>.</summary>
public sealed class WarningsAsErrorsTests
{
    private const string Warning =
        """<BuildingBlocks><ClaimsTransformations><ClaimsTransformation Id="T" TransformationMethod="Unknown" /></ClaimsTransformations></BuildingBlocks>""";

    [Theory]
    [InlineData(0)]
    [InlineData(0, "--continue")]
    [InlineData(1, "--warnings-as-errors")]
    [InlineData(1, "--warnings-as-errors", "--continue")]
    [InlineData(1, "--warnings-as-errors", "--format", "github")]
    public async Task A_warning_changes_the_exit_code_only_with_the_option(int exitCode, params string[] options)
    {
        using var folder = CreateFolder(Warning);

        var result = await folder.ValidateAsync([".", .. options]);

        (result.ExitCode, result.Errors).Should().Be((exitCode, ""));
        result.Output.Should().Contain("warning").And.Contain("transformation-method").And.Contain("base.xml");
    }

    [Theory]
    [InlineData()]
    [InlineData("--continue")]
    public async Task Without_a_warning_the_option_changes_nothing(params string[] options)
    {
        using var folder = CreateFolder("");

        var result = await folder.ValidateAsync([".", "--warnings-as-errors", .. options]);

        result.Should().Be(new CommandResult(0, $"3 policies, 3 accepted, 0 refused, 0 notes{Environment.NewLine}", ""));
    }

    [Theory]
    [InlineData()]
    [InlineData("--continue")]
    public async Task A_warning_of_a_shared_base_policy_is_reported_once_and_all_policies_are_accepted(params string[] options)
    {
        using var folder = CreateFolder(Warning);

        var text = await folder.ValidateAsync([".", "--warnings-as-errors", .. options]);
        var json = JsonNode.Parse((await folder.ValidateAsync([".", "--warnings-as-errors", "--format", "json", .. options])).Output)!;

        text.Output.Split("transformation-method").Should().HaveCount(2);
        text.Output.Should().EndWith($"3 policies, 3 accepted, 0 refused, 1 warning, 0 notes{Environment.NewLine}");
        json["policies"]!.AsArray().Select(policy => policy!["accepted"]!.GetValue<bool>()).Should().Equal(true, true, true);
        json["policies"]![0]!["findings"]!.AsArray().Should().ContainSingle().Which!["level"]!.GetValue<string>().Should().Be("warning");
        json["policies"]!.AsArray().Skip(1).Should().AllSatisfy(policy => policy!["findings"]!.AsArray().Should().BeEmpty());
        json["summary"]!["warnings"]!.GetValue<int>().Should().Be(1);
    }

    /// <summary>Creates a base policy with this content, and two policies that inherit from it.</summary>
    private static PolicyFolder CreateFolder(string inBase) => new PolicyFolder()
        .Write("base.xml", TrustFrameworkClient.Policy("B2C_1A_Base", innerXml: inBase))
        .WritePolicy("leaf1.xml", "B2C_1A_Leaf1", "B2C_1A_Base")
        .WritePolicy("leaf2.xml", "B2C_1A_Leaf2", "B2C_1A_Base");
}
