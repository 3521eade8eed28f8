using System.Reflection;
using System.Text;
using TrustFramework.PolicyXml.Views;

namespace TrustFramework.PolicyXml.Tests.Views;

/// <summary>The views of every chain in Microsoft's public starter pack. Skipped when the starter pack is not available.</summary>
public sealed class StarterPackViewTests
{
    private static readonly string? StarterPackFolder = new[]
    {
        Environment.GetEnvironmentVariable("STARTERPACK"),
        Path.Combine(typeof(StarterPackViewTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
            "..", "shared", "corpus", "starterpack"),
    }.FirstOrDefault(Directory.Exists);

    public static TheoryData<string> Files() => StarterPackFolder is null
        ? ["none"]
        : [.. Directory.GetFiles(StarterPackFolder, "*.xml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(StarterPackFolder, file)).Order(StringComparer.Ordinal)];

    [StarterPackTheory]
    [MemberData(nameof(Files))]
    public void The_effective_policy_of_every_chain_is_valid_and_equivalent(string file)
    {
        var policy = LoadChain(file).Merge();

        policy.Should().NotBeNull();
        ChainSamples.ShouldRoundTrip(policy!);
    }

    [StarterPackTheory]
    [MemberData(nameof(Files))]
    public void Every_edge_joins_two_nodes_and_no_policy_is_missing(string file)
    {
        var chain = LoadChain(file);

        var graph = PolicyGraph.Create(chain.Ancestors.Prepend(chain.Leaf), chain.Merge()!);

        var ids = graph.Nodes.Select(node => node.Id).ToList();
        ids.Should().OnlyHaveUniqueItems();
        graph.Edges.SelectMany(edge => new[] { edge.From, edge.To }).Except(ids, StringComparer.Ordinal).Should().BeEmpty();
        graph.Edges.Should().OnlyHaveUniqueItems();
        graph.Nodes.Where(node => node is { IsMissing: true, Kind: "policy" or "userJourney" or "contentDefinition" }).Should().BeEmpty();
    }

    /// <summary>Loads a chain. Scenarios have no base files; those of the standard pack are used.</summary>
    private static PolicyChain LoadChain(string file)
    {
        string[] folders = [Path.Combine(StarterPackFolder!, Path.GetDirectoryName(file)!), Path.Combine(StarterPackFolder!, "SocialAndLocalAccounts")];
        var basePolicies = folders.SelectMany(folder => Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal)).Select(LoadDocument).ToList();
        return Sample.LoadChain(LoadDocument(Path.Combine(StarterPackFolder!, file)), basePolicies);
    }

    private static PolicyDocument LoadDocument(string file) => PolicyReader.Read(Encoding.UTF8.GetBytes(
        File.ReadAllText(file).Replace("yourtenant.onmicrosoft.com", Sample.Domain, StringComparison.Ordinal))).Value;

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class StarterPackTheoryAttribute : TheoryAttribute
    {
        public StarterPackTheoryAttribute() => Skip = StarterPackFolder is not null || Environment.GetEnvironmentVariable("STARTERPACK") is not null
            ? null
            : "The starter pack is not here: clone it and set STARTERPACK to its folder.";
    }
}
