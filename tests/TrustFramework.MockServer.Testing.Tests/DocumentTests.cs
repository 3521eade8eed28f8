using System.Text.RegularExpressions;
using System.Xml.Linq;
using Repository = TrustFramework.MockServer.Tests.Repository;

namespace TrustFramework.MockServer.Testing.Tests;

public sealed partial class DocumentTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "in-process-tests.md");

    [Fact]
    public void Each_piece_of_code_on_the_page_is_one_that_was_compiled_and_run()
    {
        var sources = string.Concat(Repository.Sources("tests", "TrustFramework.MockServer.Testing.ExampleTests").Select(File.ReadAllText));
        var blocks = Block().Matches(File.ReadAllText(Page));

        blocks.Should().HaveCount(Regex.Count(File.ReadAllText(Page), "```csharp")).And.HaveCountGreaterThan(10);
        foreach (Match block in blocks)
            block.Groups["code"].Value.Should().Be(Region(sources, block.Groups["name"].Value), block.Groups["name"].Value);
    }

    [Fact]
    public void The_package_depends_on_all_that_the_server_in_it_is_made_of()
    {
        PackagesOf("TrustFramework.MockServer").Should().BeSubsetOf(PackagesOf("TrustFramework.MockServer.Testing"));
    }

    private static IEnumerable<string> PackagesOf(string project) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj")).Descendants("PackageReference")
            .Where(package => package.Attribute("PrivateAssets") is null).Select(package => package.Attribute("Include")!.Value);

    /// <summary>What stands between a source's marks, moved to the left.</summary>
    private static string Region(string sources, string name)
    {
        var region = Regex.Match(sources, $@"^ *// <{name}>\n(?<code>.*?)^ *// </{name}>\n", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture).Groups["code"].Value;
        var lines = region.TrimEnd('\n').Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(lines.Select(line => $"{(line.Length > 0 ? line[indent..] : "")}\n"));
    }

    [GeneratedRegex("<!-- (?<name>[a-z-]+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
