using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>Several files contain the base policy: all commands choose the same one.</summary>
public sealed class BasePolicyResolutionTests
{
    [Fact]
    public async Task The_nearest_file_is_the_base_policy_in_every_command()
    {
        using var folder = new PolicyFolder()
            .Write("0Base.xml", "<bad PolicyId=\"B2C_1A_Base\" />")
            .WriteProvider("a/Base.xml", "B2C_1A_Base", "near")
            .WritePolicy("a/x/Leaf.xml", "B2C_1A_Leaf", "B2C_1A_Base");

        var validated = await folder.ValidateAsync(".", "--format", "json");
        var effective = await folder.RunAsync("effective", "B2C_1A_Leaf", ".");
        var graph = await folder.RunAsync("graph", "B2C_1A_Leaf", ".");

        JsonNode.Parse(validated.Output)!["policies"]!.AsArray()
            .Single(policy => policy!["path"]!.GetValue<string>() == "a/x/Leaf.xml")!["accepted"]!.GetValue<bool>().Should().BeTrue();
        (effective.ExitCode, effective.Errors).Should().Be((0, ""));
        effective.Output.Should().Contain("<DisplayName>near</DisplayName>");
        (graph.ExitCode, graph.Errors).Should().Be((0, ""));
    }

    [Fact]
    public async Task Of_equally_near_files_the_one_that_causes_no_errors_is_used_and_a_note_names_it()
    {
        using var folder = new PolicyFolder()
            .WritePolicy("a/Base.xml", "B2C_1A_Base", "B2C_1A_Gone")
            .WriteProvider("b/Base.xml", "B2C_1A_Base", "valid")
            .WritePolicy("c/Leaf.xml", "B2C_1A_Leaf", "B2C_1A_Base");

        var result = await folder.RunAsync("effective", "B2C_1A_Leaf", ".");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("<DisplayName>valid</DisplayName>");
        result.Errors.Should().StartWith("c/Leaf.xml(2,").And.Contain("2 equally near files contain the base policy 'B2C_1A_Base'. This run uses b/Base.xml.");
    }

    [Fact]
    public async Task A_view_does_not_substitute_placeholders()
    {
        using var folder = new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A", tenant: "{Settings:Tenant}");

        var result = await folder.RunAsync("effective", "a.xml");

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().StartWith("a.xml(1,").And.Contain("'{Settings:Tenant}'");
    }
}
