using System.Text.RegularExpressions;
using System.Xml.Linq;
using RepositoryPaths = TrustFramework.MockServer.Tests.RepositoryPaths;

namespace TrustFramework.MockServer.Testing.Tests;

public sealed partial class DocumentationTests
{
    private static readonly string Page = Path.Combine(RepositoryPaths.Root, "docs", "in-process-tests.md");

    [Fact]
    public void Page_code_matches_the_example_tests()
    {
        var sources = string.Concat(RepositoryPaths.Sources("tests", "TrustFramework.MockServer.Testing.ExampleTests").Select(File.ReadAllText));
        var blocks = CodeBlock().Matches(File.ReadAllText(Page));

        blocks.Should().HaveCount(Regex.Count(File.ReadAllText(Page), "```csharp")).And.HaveCountGreaterThan(10);
        foreach (Match block in blocks)
            block.Groups["code"].Value.Should().Be(GetRegion(sources, block.Groups["name"].Value), block.Groups["name"].Value);
    }

    [Fact]
    public void Package_references_every_package_of_the_server()
    {
        GetPackages("TrustFramework.MockServer").Concat(GetPackages("TrustFramework.Engine")).Concat(GetPackages("TrustFramework.Tenants.Sqlite")).Concat(GetPackages("TrustFramework.Tenants.PostgreSql")).Should().BeSubsetOf(GetPackages("TrustFramework.MockServer.Testing"));
    }

    private static IEnumerable<string> GetPackages(string project) =>
        XDocument.Load(Path.Combine(RepositoryPaths.Root, "src", project, $"{project}.csproj")).Descendants("PackageReference")
            .Where(package => package.Attribute("PrivateAssets") is null).Select(package => package.Attribute("Include")!.Value);

    /// <summary>The code between the markers of a region, without its indentation.</summary>
    private static string GetRegion(string sources, string name)
    {
        var region = Regex.Match(sources, $@"^ *// <{name}>\n(?<code>.*?)^ *// </{name}>\n", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture).Groups["code"].Value;
        var lines = region.TrimEnd('\n').Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(lines.Select(line => $"{(line.Length > 0 ? line[indent..] : "")}\n"));
    }

    [GeneratedRegex("<!-- (?<name>[a-z-]+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeBlock();
}
