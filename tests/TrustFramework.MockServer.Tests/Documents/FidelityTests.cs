using System.Reflection;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Tests.Documents;

public sealed partial class FidelityTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    // It requires a client that stalls for longer than a test should take.
    private static readonly string[] NotCovered = ["RequestTimeout"];

    private static readonly string[] CoveredSections = ["Operations", "Errors", "Login errors", "Rules"];

    [Fact]
    public async Task The_page_in_docs_is_current()
    {
        var rendered = await RenderAsync();

        var stored = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", "fidelity.md"));

        stored.Should().Be(rendered, "docs/fidelity.md is updated by: curl -s localhost:8080/_mock/fidelity > docs/fidelity.md");
    }

    [Fact]
    public async Task Every_operation_error_and_rule_on_the_page_is_covered_by_a_test()
    {
        var listed = await ListedNamesAsync();

        var covered = typeof(FidelityTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<CoversAttribute>()).SelectMany(attribute => attribute.Names)
            .Concat(Policies.RuleUploadTests.CoveredRules).ToHashSet(StringComparer.Ordinal);

        listed.Should().HaveCountGreaterThan(70);
        listed.Except(covered, StringComparer.Ordinal).Should().BeEquivalentTo(NotCovered);
        covered.Except(listed, StringComparer.Ordinal).Should().BeEmpty("a test covers only names that are on the page");
    }

    private async Task<IReadOnlyList<string>> ListedNamesAsync()
    {
        var sections = (await RenderAsync()).Split("\n## ");
        return [.. sections.Where(section => CoveredSections.Any(title => section.StartsWith(title, StringComparison.Ordinal)))
            .SelectMany(section => FirstCell().Matches(section).Select(match => match.Groups["name"].Value).Skip(1))];
    }

    private async Task<string> RenderAsync()
    {
        using var http = server.CreateClient();
        return await http.GetStringAsync(new Uri("/_mock/fidelity", UriKind.Relative));
    }

    [GeneratedRegex(@"^\| (?<name>[A-Za-z][^ |]*) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FirstCell();
}
