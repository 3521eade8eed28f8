using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph;

/// <summary>Route metadata: the endpoint does not belong to Graph and does not use its error format.</summary>
/// <param name="Purpose">The description on the fidelity page; null for an endpoint that emulates nothing.</param>
internal sealed record NonGraphEndpointMetadata(string? Purpose = null, Provenance Provenance = Provenance.Inferred);
