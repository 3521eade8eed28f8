using System.Reflection;

namespace TrustFramework.MockServer.Tests.Documents;

public sealed class ReadmeTests
{
    [Fact]
    public void The_table_contains_exactly_the_settings()
    {
        var options = typeof(Program).Assembly.GetType("TrustFramework.MockServer.MockServerOptions")!;
        var settings = Names(options, "MockServer:").Order(StringComparer.Ordinal);

        var documented = File.ReadLines(Path.Combine(RepositoryPaths.Root, "docs", "settings.md"))
            .Where(line => line.StartsWith("| `MockServer:", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]).Order(StringComparer.Ordinal);

        documented.Should().Equal(settings);
    }

    [Fact]
    public void Every_row_of_the_table_of_features_names_existing_tests()
    {
        var tests = typeof(ReadmeTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var table = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "README.md")).Split("## What is emulated")[1].Split("\n## ")[0];

        var named = table.Split('\n').Where(line => line.StartsWith('|')).Skip(2)
            .Select(row => row.Split('|')[^2].Split('`').Where((_, i) => i % 2 == 1).ToList()).ToList();

        named.Should().HaveCountGreaterThan(10).And.NotContain(names => names.Count == 0);
        named.SelectMany(names => names).Except(tests, StringComparer.Ordinal).Should().BeEmpty();
    }

    /// <summary>A property of an options class is a section.</summary>
    private static IEnumerable<string> Names(Type options, string prefix) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)
                ? Names(property.PropertyType, $"{prefix}{property.Name}:")
                : [prefix + property.Name]);
}
