using System.Reflection;

namespace TrustFramework.MockServer.Tests.Documents;

public sealed class ReadmeTests
{
    [Fact]
    public void Every_setting_is_in_the_table_and_the_table_names_no_other()
    {
        var options = typeof(Program).Assembly.GetType("TrustFramework.MockServer.MockServerOptions")!;
        var known = Names(options, "MockServer:").Order(StringComparer.Ordinal);

        var written = File.ReadLines(Path.Combine(Repository.Root, "README.md"))
            .Where(line => line.StartsWith("| `MockServer:", StringComparison.Ordinal) && !line.Contains("What a bearer is", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]).Order(StringComparer.Ordinal);

        written.Should().Equal(known);
    }

    /// <summary>A class of options is a section of its own.</summary>
    private static IEnumerable<string> Names(Type options, string prefix) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)
                ? Names(property.PropertyType, $"{prefix}{property.Name}:")
                : [prefix + property.Name]);
}
