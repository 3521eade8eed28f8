using System.Diagnostics;
using System.Text;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>The commands that show policies, run as a user would run them.</summary>
public sealed class ViewCommandTests : IDisposable
{
    private const string Profile =
        "<ClaimsProviders><ClaimsProvider><DisplayName>{0}</DisplayName>"
        + "<TechnicalProfiles><TechnicalProfile Id=\"Login\" /></TechnicalProfiles></ClaimsProvider></ClaimsProviders>";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public ViewCommandTests()
    {
        Write("a/Base.xml", Policy("B2C_1A_Base", innerXml: ClaimsProviderXml("first")));
        Write("b/Base.xml", Policy("B2C_1A_BASE", innerXml: ClaimsProviderXml("second")));
        Write("b/Leaf.XML", Policy("B2C_1A_Leaf", baseId: "B2C_1A_Base"));
        Write("c/Elsewhere.xml", Policy("B2C_1A_Elsewhere", baseId: "b2c_1a_base"));
        Write("c/notes.txt", "not looked at");
        Write("c/Orphan.xml", Policy("B2C_1A_Orphan", baseId: "B2C_1A_None"));
        Write("c/Broken.xml", "<broken");
        Write("c/Invalid.xml", Policy("B2C_1A_Invalid", innerXml: "<Nothing />"));
    }

    [Fact]
    public async Task A_policy_is_shown_by_its_id_with_the_base_beside_it()
    {
        var run = await RunAsync("effective", "b2c_1a_leaf", _folder.FullName);

        (run.ExitCode, run.Error).Should().Be((0, ""));
        run.Output.Should().StartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<TrustFrameworkPolicy").And.EndWith("</TrustFrameworkPolicy>\n")
            .And.Contain("<!-- B2C_1A_BASE, line 2 -->").And.Contain("<DisplayName>second</DisplayName>");
    }

    [Fact]
    public async Task A_policy_is_shown_by_its_file_with_the_first_base_in_the_order_of_paths()
    {
        var run = await RunAsync("effective", PathOf("c/Elsewhere.xml"), PathOf("b"), PathOf("a/Base.xml"), "--format", "json");

        run.ExitCode.Should().Be(0, run.Error);
        System.Text.Json.Nodes.JsonNode.Parse(run.Output)!["chain"]!.ToJsonString().Should().Be("""["B2C_1A_Elsewhere","B2C_1A_Base"]""");
        run.Output.Should().Contain("\"first\"");
    }

    [Theory]
    [InlineData(null, "{\n  \"nodes\": [")]
    [InlineData("mermaid", "flowchart TD\n")]
    public async Task The_graph_is_JSON_or_a_flowchart(string? format, string start)
    {
        string[] wanted = format is null ? [] : ["--format", format];

        var run = await RunAsync(["graph", "B2C_1A_Leaf", PathOf("b"), .. wanted]);

        (run.ExitCode, run.Error).Should().Be((0, ""));
        run.Output.Should().StartWith(start).And.Contain("Login");
    }

    [Theory]
    [InlineData("B2C_1A_Orphan", "The base policy 'B2C_1A_None' of 'B2C_1A_Orphan' is missing.")]
    [InlineData("B2C_1A_Orphan", "Broken.xml is no XML: Unexpected end of file")]
    [InlineData("B2C_1A_Invalid", "Invalid.xml(2,4): The element 'TrustFrameworkPolicy'")]
    [InlineData("c/Broken.xml", "Broken.xml: Unexpected end of file")]
    public async Task What_is_broken_ends_with_1_and_says_what_it_is(string policy, string message)
    {
        var run = await RunAsync("effective", policy.Contains('/', StringComparison.Ordinal) ? PathOf(policy) : policy, PathOf("c"));

        (run.ExitCode, run.Output).Should().Be((1, ""));
        run.Error.Should().Contain(message).And.NotContain("   at ");
    }

    [Theory]
    [InlineData("Usage: effective <id or file> <files or folders>… [--format xml or json]", "effective")]
    [InlineData("There is no format 'mermaid'. Write --format xml or json.", "effective", "B2C_1A_Leaf", ".", "--format", "mermaid")]
    [InlineData("There is no format ''. Write --format json or mermaid.", "graph", "B2C_1A_Leaf", ".", "--format")]
    [InlineData("There is no file or folder '/nowhere'.", "graph", "B2C_1A_Leaf", "/nowhere")]
    [InlineData("'--fromat' is no option of this command; --help lists them.", "graph", "B2C_1A_Leaf", "--fromat", "json")]
    [InlineData("No policy is called 'B2C_1A_Unknown' in the files given.", "effective", "B2C_1A_Unknown")]
    public async Task What_is_misused_ends_with_2_and_says_how_it_is_used(string message, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        (run.ExitCode, run.Output).Should().Be((2, ""));
        run.Error.Should().StartWith(message).And.NotContain("   at ");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string ClaimsProviderXml(string provider) => Profile.Replace("{0}", provider, StringComparison.Ordinal);

    /// <summary>Output and error apart: what is printed is meant for a file.</summary>
    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [RepositoryPaths.Program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = PathOf("a"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private string PathOf(string path) => Path.Combine(_folder.FullName, path);

    private void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), content);
    }
}
