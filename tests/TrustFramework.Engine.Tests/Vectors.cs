using System.Text.Json.Nodes;

namespace TrustFramework.Engine.Tests;

/// <summary>
/// Embedded files: <c>vectors.json</c> contains worked examples of the documentation and rules that follow from it with their provenance,
/// <c>rules.json</c> the behavior that we chose for missing, empty and unusual values.
/// </summary>
internal static class Vectors
{
    /// <summary>Reads a list of a file. Rows are JSON texts, so that the runner shows them.</summary>
    public static TheoryData<string> Read(string file, string list)
    {
        // The folder separator of the name is that of the build machine.
        var assembly = typeof(Vectors).Assembly;
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.Replace('\\', '/') == file))!;
        return new TheoryData<string>(JsonNode.Parse(stream)![list]!.AsArray().Select(row => row!.ToJsonString()));
    }

    public static JsonObject Parse(string row) => JsonNode.Parse(row)!.AsObject();
}
