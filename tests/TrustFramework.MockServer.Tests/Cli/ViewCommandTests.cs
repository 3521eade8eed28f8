using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>The commands <c>effective</c> and <c>graph</c>.</summary>
public sealed class ViewCommandTests : IDisposable
{
    private readonly PolicyFolder _folder = new PolicyFolder()
        .WriteProvider("a/Base.xml", "B2C_1A_Base", "first")
        .WriteProvider("b/Base.xml", "B2C_1A_BASE", "second")
        .WritePolicy("b/Leaf.XML", "B2C_1A_Leaf", "B2C_1A_Base")
        .WritePolicy("c/Elsewhere.xml", "B2C_1A_Elsewhere", "b2c_1a_base")
        .Write("c/notes.txt", "not a policy")
        .WritePolicy("c/Orphan.xml", "B2C_1A_Orphan", "B2C_1A_None")
        .Write("c/Broken.xml", "<broken")
        .Write("c/Invalid.xml", TrustFrameworkClient.Policy("B2C_1A_Invalid", innerXml: "<Nothing />"));

    [Fact]
    public async Task A_policy_is_found_by_its_id_and_its_base_policy_in_the_same_folder()
    {
        var run = await _folder.RunAsync("effective", "b2c_1a_leaf", _folder.Path);

        (run.ExitCode, run.Errors).Should().Be((0, ""));
        run.Output.Should().StartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<TrustFrameworkPolicy").And.EndWith("</TrustFrameworkPolicy>\n")
            .And.Contain("<!-- B2C_1A_BASE, line 2 -->").And.Contain("<DisplayName>second</DisplayName>");
    }

    [Fact]
    public async Task A_policy_is_found_by_its_file_and_its_base_policy_by_the_order_of_paths()
    {
        var run = await _folder.RunAsync("effective", "c/Elsewhere.xml", "b", "a/Base.xml", "--format", "json");

        run.ExitCode.Should().Be(0, run.Errors);
        JsonNode.Parse(run.Output)!["chain"]!.ToJsonString().Should().Be("""["B2C_1A_Elsewhere","B2C_1A_Base"]""");
        run.Output.Should().Contain("\"first\"");
    }

    [Theory]
    [InlineData(null, "{\n  \"nodes\": [")]
    [InlineData("mermaid", "flowchart TD\n")]
    public async Task The_graph_is_JSON_or_a_flowchart(string? format, string start)
    {
        string[] option = format is null ? [] : ["--format", format];

        var run = await _folder.RunAsync(["graph", "B2C_1A_Leaf", "b", .. option]);

        (run.ExitCode, run.Errors).Should().Be((0, ""));
        run.Output.Should().StartWith(start).And.Contain("Login");
    }

    [Theory]
    [InlineData("B2C_1A_Orphan", "The base policy 'B2C_1A_None' of 'B2C_1A_Orphan' is missing.")]
    [InlineData("B2C_1A_Orphan", "Broken.xml is not XML: Unexpected end of file")]
    [InlineData("B2C_1A_Invalid", "Invalid.xml(2,4): The element 'TrustFrameworkPolicy'")]
    [InlineData("c/Broken.xml", "Broken.xml: Unexpected end of file")]
    public async Task An_invalid_policy_is_an_error_with_exit_code_1(string policy, string message)
    {
        var run = await _folder.RunAsync("effective", policy, "c");

        (run.ExitCode, run.Output).Should().Be((1, ""));
        run.Errors.Should().Contain(message).And.NotContain("   at ");
    }

    [Theory]
    [InlineData("Usage: effective <id or file> <files or folders>… [--format xml or json]", "effective")]
    [InlineData("There is no format 'mermaid'. Use --format xml or json.", "effective", "B2C_1A_Leaf", "a", "--format", "mermaid")]
    [InlineData("There is no format ''. Use --format json or mermaid.", "graph", "B2C_1A_Leaf", "a", "--format")]
    [InlineData("There is no file or folder '/nowhere'.", "graph", "B2C_1A_Leaf", "/nowhere")]
    [InlineData("'--fromat' is not an option of this command. Run it with --help for a list.", "graph", "B2C_1A_Leaf", "--fromat", "json")]
    [InlineData("The files do not contain a policy 'B2C_1A_Unknown'.", "effective", "B2C_1A_Unknown")]
    public async Task A_usage_error_has_exit_code_2_and_a_message_with_the_correct_usage(string message, params string[] arguments)
    {
        var run = await _folder.RunAsync(arguments);

        (run.ExitCode, run.Output).Should().Be((2, ""));
        run.Errors.Should().StartWith(message).And.NotContain("   at ");
    }

    public void Dispose() => _folder.Dispose();
}
