using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>Rules about projects and source files: docs/decisions/2026-11-architecture.md.</summary>
public sealed partial class SourceRuleTests
{
    private const int MaxSourceLines = 250;
    private const int MaxTestLines = 300;

    private static readonly string[] ForbiddenSuffixes = ["Shared", "Common", "Core", "Utils", "Utilities", "Helpers", "Helper", "Manager", "Service"];

    [Theory]
    [InlineData("TrustFramework.PolicyXml", new string[0], new string[0])]
    [InlineData("TrustFramework.Engine", new[] { "TrustFramework.PolicyXml.csproj" }, new[] { "libphonenumber-csharp" })]
    [InlineData("TrustFramework.Tenants", new[] { "TrustFramework.PolicyXml.csproj" }, new string[0])]
    public void The_domain_projects_are_plain_libraries_that_reference_nothing_above_them(string name, string[] mayReference, string[] packages)
    {
        var project = XDocument.Load(Path.Combine(RepositoryPaths.Root, "src", name, $"{name}.csproj")).Root!;

        project.Attribute("Sdk")!.Value.Should().Be("Microsoft.NET.Sdk");
        project.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value).Should().Equal(packages);
        project.Descendants("FrameworkReference").Should().BeEmpty();
        project.Descendants("ProjectReference").Select(reference => Path.GetFileName(reference.Attribute("Include")!.Value)).Should().Equal(mayReference);
    }

    [Fact]
    public void No_file_or_folder_has_a_name_that_says_nothing()
    {
        var root = Path.Combine(RepositoryPaths.Root, "src");
        var names = RepositoryPaths.Sources("src").SelectMany(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)).Select(Path.GetFileNameWithoutExtension);

        names.Should().NotContain(name => ForbiddenSuffixes.Any(suffix => name!.EndsWith(suffix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Source_files_have_at_most_250_lines_and_test_files_300()
    {
        FindLongFiles("src", MaxSourceLines).Should().BeEmpty();
        FindLongFiles("tests", MaxTestLines).Should().BeEmpty();
    }

    [Fact]
    public void Classes_are_partial_only_for_a_generated_half()
    {
        string[] generators = ["[LoggerMessage", "[GeneratedRegex", "[JsonSerializable"];
        var files = RepositoryPaths.Sources("src")
            .Where(file => File.ReadAllText(file) is var code && code.Contains(" partial class ", StringComparison.Ordinal)
                && !generators.Any(generator => code.Contains(generator, StringComparison.Ordinal)))
            .Select(Path.GetFileName);

        files.Should().BeEmpty();
    }

    [Fact]
    public void Handlers_and_resources_do_not_mention_status_codes()
    {
        string[] resources = ["Policies", "KeySets", "DirectoryObjects"];
        var server = Path.Combine(RepositoryPaths.Root, "src", "TrustFramework.MockServer");
        var files = RepositoryPaths.Sources("src", "TrustFramework.MockServer")
            .Where(file => file.EndsWith("Endpoints.cs", StringComparison.Ordinal)
                || resources.Contains(Path.GetRelativePath(server, file).Split(Path.DirectorySeparatorChar)[0], StringComparer.Ordinal))
            .ToList();

        files.Should().HaveCountGreaterThan(20);
        files.Where(file => File.ReadAllText(file).Contains("StatusCode", StringComparison.Ordinal)).Select(Path.GetFileName).Should().BeEmpty();
    }

    [Fact]
    public void Every_catch_clause_names_an_exception() =>
        RepositoryPaths.Sources("src").Where(file => CatchAll().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).Should().BeEmpty();

    [GeneratedRegex(@"\bcatch\s*\{", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CatchAll();

    private static IEnumerable<string?> FindLongFiles(string folder, int maxLines) =>
        RepositoryPaths.Sources(folder).Where(file => File.ReadLines(file).Count() > maxLines).Select(Path.GetFileName);
}
