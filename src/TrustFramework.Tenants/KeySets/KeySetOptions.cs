namespace TrustFramework.Tenants.KeySets;

/// <summary>Behaviour of the service that a setting can turn off.</summary>
/// <param name="RejectAesPfx">
/// Refuses a PFX file that uses anything other than TripleDES and SHA-1, as the service does (clients E-ks7 [O]).
/// </param>
/// <param name="DeleteLeavesBackup">Keeps a deleted set as <c>{id}.bak</c>: graph-surface K5 [D][O].</param>
public sealed record KeySetOptions(bool RejectAesPfx = true, bool DeleteLeavesBackup = true);
