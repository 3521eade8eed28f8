using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TrustFramework.MockServer.Tests.House;

/// <summary>There is one version, in Directory.Build.props; a Dockerfile cannot read it.</summary>
public sealed class VersionTests
{
    [Fact]
    public void The_image_says_the_version_that_the_build_gives_to_everything_else()
    {
        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

        var dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "docker", "Dockerfile"));
        var labels = Regex.Matches(dockerfile, "image\\.version=\"(?<version>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

        labels.Select(label => label.Groups["version"].Value).Should().Equal(version);
    }
}
