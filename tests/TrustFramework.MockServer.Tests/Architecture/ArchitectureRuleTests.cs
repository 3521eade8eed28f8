using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>The never-rules of the house that no compiler keeps: docs/decisions/2026-11-the-house.md.</summary>
public sealed partial class ArchitectureRuleTests
{
    private static readonly string[] ForbiddenSuffixes = ["Shared", "Common", "Core", "Utils", "Utilities", "Helpers", "Helper", "Manager", "Service"];

    [Theory]
    [InlineData("TrustFramework.PolicyXml", new string[0])]
    [InlineData("TrustFramework.Tenants", new[] { "TrustFramework.PolicyXml.csproj" })]
    public void The_domain_projects_are_plain_libraries_that_reference_nothing_above_them(string ring, string[] mayReference)
    {
        var project = XDocument.Load(Path.Combine(RepositoryPaths.Root, "src", ring, $"{ring}.csproj")).Root!;

        project.Attribute("Sdk")!.Value.Should().Be("Microsoft.NET.Sdk");
        project.Descendants("PackageReference").Should().BeEmpty();
        project.Descendants("FrameworkReference").Should().BeEmpty();
        project.Descendants("ProjectReference").Select(reference => Path.GetFileName(reference.Attribute("Include")!.Value)).Should().Equal(mayReference);
    }

    [Theory]
    // Graph would serve any resource. Its errors are the one place where a tenant's reasons get their words.
    [InlineData("Graph", new[] { "MockServer.Policies", "MockServer.DirectoryObjects", "MockServer.KeySets", "MockServer.Login", "MockServer.Control", "MockServer.Documents", "MockServer.Hosting", "Tenants.Policies", "Tenants.KeySets", "PolicyEndpoints", "KeySetEndpoints", "PolicyResource", "KeySetResource" })]
    [InlineData("Policies", new[] { "KeySets", "DirectoryObjects", "MockServer.Login", "Control", "Documents", "Hosting", "JsonWebToken", "StatusCodes" })]
    [InlineData("KeySets", new[] { "Policies", "DirectoryObjects", "MockServer.Login", "Control", "Documents", "Hosting", "JsonWebToken", "StatusCodes" })]
    [InlineData("DirectoryObjects", new[] { "Policies", "KeySets", "MockServer.Login", "Control", "Documents", "Hosting", "JsonWebToken", "StatusCodes" })]
    [InlineData("Login", new[] { "Policies", "KeySets", "DirectoryObjects", "Control", "Documents", "Hosting" })]
    [InlineData("Hosting", new[] { "Policies", "KeySets", "DirectoryObjects", "Control", "MockServer.Login" })]
    [InlineData("Documents", new[] { "MockServer.Policies", "MockServer.DirectoryObjects", "MockServer.KeySets", "MockServer.Control", "MockServer.Login" })]
    public void A_folder_does_not_reference_folders_that_it_must_not_depend_on(string room, string[] strangers)
    {
        foreach (var file in RepositoryPaths.Sources("src", "TrustFramework.MockServer", room))
        {
            // What is said in prose does not bind anything together.
            var code = CommentLines().Replace(File.ReadAllText(file), "");
            foreach (var stranger in strangers)
                Regex.IsMatch(code, $@"\b{Regex.Escape(stranger)}\b").Should().BeFalse("{0} names {1}", Path.GetFileName(file), stranger);
        }
    }

    [Fact]
    public void Only_the_composition_references_the_control_plane()
    {
        var knowing = RepositoryPaths.Sources("src", "TrustFramework.MockServer")
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Control{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("MockServer.Control", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        knowing.Should().BeEquivalentTo("Composition.cs");
    }

    [Fact]
    public void Handlers_contain_no_try_and_set_no_status()
    {
        foreach (var file in RepositoryPaths.Sources("src", "TrustFramework.MockServer").Where(file => file.EndsWith("Endpoints.cs", StringComparison.Ordinal)))
        {
            var code = File.ReadAllText(file);
            code.Should().NotMatchRegex(@"\btry\b", Path.GetFileName(file));
            code.Should().NotContain("StatusCode", Path.GetFileName(file));
        }
    }

    [Fact]
    public void Everything_is_caught_in_one_place_only()
    {
        var catching = RepositoryPaths.Sources("src")
            .Where(file => CatchAll().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName);

        catching.Should().Equal("GraphErrorMiddleware.cs");
    }

    [Fact]
    public void No_field_is_both_static_and_mutable()
    {
        var mutable = RepositoryPaths.Sources("src").SelectMany(file => StaticField().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));

        mutable.Should().BeEmpty();
    }

    [Fact]
    public void No_file_or_folder_has_a_catch_all_name()
    {
        var root = Path.Combine(RepositoryPaths.Root, "src");
        var names = RepositoryPaths.Sources("src").SelectMany(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)).Select(Path.GetFileNameWithoutExtension);

        names.Should().NotContain(name => ForbiddenSuffixes.Any(drawer => name!.EndsWith(drawer, StringComparison.Ordinal)));
    }

    [Fact]
    public void Source_files_keep_within_250_lines_and_test_files_within_300()
    {
        var long250 = RepositoryPaths.Sources("src").Where(file => File.ReadLines(file).Count() > 250).Select(Path.GetFileName);
        var long300 = RepositoryPaths.Sources("tests").Where(file => File.ReadLines(file).Count() > 300).Select(Path.GetFileName);

        long250.Should().BeEmpty();
        long300.Should().BeEmpty();
    }

    [Fact]
    public void Classes_are_partial_only_for_a_generated_half()
    {
        var files = RepositoryPaths.Sources("src").Where(file => File.ReadAllText(file) is var code && code.Contains(" partial class ", StringComparison.Ordinal)
            && !code.Contains("[LoggerMessage", StringComparison.Ordinal) && !code.Contains("[GeneratedRegex", StringComparison.Ordinal)
            && !code.Contains("[JsonSerializable", StringComparison.Ordinal)).Select(Path.GetFileName);

        files.Should().BeEmpty();
    }

    [GeneratedRegex(@"^\s*///?.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLines();

    [GeneratedRegex(@"catch\s*(\(\s*Exception\s*(\w+\s*)?\)(?!\s*when \(\w+ is)|\r?\n)", RegexOptions.ExplicitCapture)]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"^\s*(public|private|internal|protected) static (?!readonly|partial|class|async|implicit|explicit|extern)(\([^)]*\)\S*|[\w<>\[\]?, .]+) _?\w+\s*(=[^>]|;)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex StaticField();
}
