using System.Reflection;

namespace TrustFramework.MockServer.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The built program of the same configuration.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "artifacts", "bin", "TrustFramework.MockServer", Metadata("Configuration").ToLowerInvariant(), "TrustFramework.MockServer.dll");

    /// <summary>Source files below a folder of the repository, without generated files.</summary>
    public static IEnumerable<string> Sources(params string[] folder) =>
        Directory.EnumerateFiles(Path.Combine([Root, .. folder]), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string Metadata(string key) => typeof(RepositoryPaths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
