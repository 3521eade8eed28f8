using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph;

/// <summary>Route metadata: this address has manners of its own, and neither Graph's envelope nor its errors.</summary>
/// <param name="Purpose">For the fidelity page; null for a page of ours that emulates nothing.</param>
internal sealed record NonGraphEndpointMetadata(string? Purpose = null, Provenance Provenance = Provenance.Inferred);
