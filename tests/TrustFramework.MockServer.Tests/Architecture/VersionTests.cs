using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>There is one version, in Directory.Build.props; a Dockerfile cannot read it.</summary>
public sealed class VersionTests
{
    [Fact]
    public void The_image_says_the_version_that_the_build_gives_to_everything_else()
    {
        var version = XDocument.Load(Path.Combine(RepositoryPaths.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

        var dockerfile = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docker", "Dockerfile"));
        var labels = Regex.Matches(dockerfile, "image\\.version=\"(?<version>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

        labels.Select(label => label.Groups["version"].Value).Should().Equal(version);
    }
}
