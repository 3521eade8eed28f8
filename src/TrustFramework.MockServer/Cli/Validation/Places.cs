using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>Where in a file something is shown that the service gives no place for.</summary>
internal static class Places
{
    /// <summary>The reference to the base policy.</summary>
    public static (int Line, int Column) OfBase(PolicyFile file) =>
        Of(file.Reading.Document?.Root?.Child("BasePolicy")?.Child("PolicyId")) ?? OfRoot(file);

    public static (int Line, int Column) OfRoot(PolicyFile file) => Of(file.Reading.Document?.Root) ?? (1, 1);

    private static (int, int)? Of(PolicyNode? node) => node is { Place: { Line: > 0 } place } ? (place.Line, Math.Max(1, place.Column)) : null;
}
