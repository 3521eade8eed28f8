using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>The locations of findings for which the service reports none.</summary>
internal static class FindingLocations
{
    /// <summary>The location of the reference to the base policy.</summary>
    public static (int Line, int Column) GetBasePolicyReference(PolicyFile file) =>
        GetLocation(file.Document?.Root?.Element("BasePolicy")?.Element("PolicyId")) ?? GetRootElement(file);

    public static (int Line, int Column) GetRootElement(PolicyFile file) => GetLocation(file.Document?.Root) ?? (1, 1);

    private static (int, int)? GetLocation(PolicyNode? node) => node is { Location: { Line: > 0 } location } ? (location.Line, Math.Max(1, location.Column)) : null;
}
