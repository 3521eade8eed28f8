using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Where in a file something is shown that the service gives no place for.</summary>
internal static class FindingLocations
{
    /// <summary>The reference to the base policy.</summary>
    public static (int Line, int Column) GetBasePolicyReference(PolicyFile file) =>
        GetLocation(file.Document?.Root?.Element("BasePolicy")?.Element("PolicyId")) ?? GetRootElement(file);

    public static (int Line, int Column) GetRootElement(PolicyFile file) => GetLocation(file.Document?.Root) ?? (1, 1);

    private static (int, int)? GetLocation(PolicyNode? node) => node is { Location: { Line: > 0 } place } ? (place.Line, Math.Max(1, place.Column)) : null;
}
