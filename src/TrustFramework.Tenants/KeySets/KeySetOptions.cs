namespace TrustFramework.Tenants.KeySets;

/// <summary>Behaviour of the service that its users dispute, or that a test may want to be without: house 6, switches.</summary>
/// <param name="RejectAesPfx">
/// A PFX file is refused unless all of it is TripleDES and SHA-1, as the service does (clients E-ks7 [O]).
/// </param>
/// <param name="DeleteLeavesBackup">A deleted set stays readable as <c>{id}.bak</c>: graph-surface K5 [D][O].</param>
public sealed record KeySetOptions(bool RejectAesPfx = true, bool DeleteLeavesBackup = true);
