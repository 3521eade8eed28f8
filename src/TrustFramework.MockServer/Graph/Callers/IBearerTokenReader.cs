using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Reads an access token. Each authentication mode has an implementation.</summary>
internal interface IBearerTokenReader
{
    /// <param name="token">The part after <c>Bearer</c>; null when the request has none.</param>
    /// <returns>The principal, or why the token is not accepted.</returns>
    ValueTask<Result<Principal, GraphErrorDefinition>> ReadAsync(string? token);
}
