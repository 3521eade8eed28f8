using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>Files that list the projects of the server, because they cannot read the references.</summary>
public sealed partial class ProjectListTests
{
    private const string Server = "TrustFramework.MockServer";

    [Fact]
    public void The_Dockerfile_copies_the_server_and_the_projects_that_it_references() =>
        CopiedProject().Matches(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docker", "Dockerfile"))).Select(match => match.Groups["project"].Value)
            .Should().BeEquivalentTo(GetProjects());

    [Fact]
    public void The_testing_package_contains_the_assemblies_of_the_server() =>
        PackedAssembly().Matches(File.ReadAllText(GetPath("TrustFramework.MockServer.Testing"))).Select(match => match.Groups["project"].Value)
            .Should().BeEquivalentTo(GetProjects());

    private static IEnumerable<string> GetProjects() =>
        XDocument.Load(GetPath(Server)).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Append(Server);

    private static string GetPath(string project) => Path.Combine(RepositoryPaths.Root, "src", project, $"{project}.csproj");

    [GeneratedRegex(@"^COPY src/(?<project>[\w.]+)/\k<project>\.csproj src/\k<project>/\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CopiedProject();

    [GeneratedRegex(@"\$\(OutputPath\)(?<project>TrustFramework[\w.]+)\.dll", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PackedAssembly();
}
