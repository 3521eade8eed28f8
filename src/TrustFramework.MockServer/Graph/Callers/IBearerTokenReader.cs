using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Recognises a bearer. One implementation for each mode of authentication.</summary>
internal interface IBearerTokenReader
{
    /// <param name="token">What stands behind <c>Bearer</c>; null when the request brings none.</param>
    ValueTask<BearerReading> ReadAsync(string? token);
}

/// <summary>The principal, or the entry of the catalogue that says why there is none.</summary>
internal readonly record struct BearerReading(Principal? Principal, GraphErrorDefinition? Fault)
{
    public static implicit operator BearerReading(Principal principal) => new(principal, Fault: null);

    public static implicit operator BearerReading(GraphErrorDefinition fault) => new(Principal: null, fault);
}
