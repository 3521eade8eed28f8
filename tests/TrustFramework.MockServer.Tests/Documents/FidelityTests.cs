using System.Reflection;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Tests.Documents;

public sealed partial class FidelityTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    // A client that stalls for longer than a test should take.
    private static readonly string[] NotCovered = ["Unfinished"];

    private static readonly string[] CoveredSections = ["Operations", "Errors", "Login errors", "Rules"];

    [Fact]
    public async Task The_page_in_docs_is_the_one_that_the_server_renders()
    {
        var rendered = await RenderAsync();

        var kept = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", "fidelity.md"));

        kept.Should().Be(rendered, "docs/fidelity.md is written by: curl -s localhost:8080/_mock/fidelity > docs/fidelity.md");
    }

    [Fact]
    public async Task Every_operation_error_and_rule_on_the_page_is_covered_by_a_test()
    {
        var claimed = await ListedNamesAsync();

        var witnessed = typeof(FidelityTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<CoversAttribute>()).SelectMany(witness => witness.Names)
            .Concat(Policies.RuleUploadTests.CoveredRules).ToHashSet(StringComparer.Ordinal);

        claimed.Should().HaveCountGreaterThan(70);
        claimed.Except(witnessed, StringComparer.Ordinal).Should().BeEquivalentTo(NotCovered);
        witnessed.Except(claimed, StringComparer.Ordinal).Should().BeEmpty("a witness names something that is on the page");
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
