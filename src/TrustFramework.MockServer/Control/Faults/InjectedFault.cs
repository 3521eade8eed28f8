namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Request feature: the faults that were injected into the request.</summary>
/// <param name="Rule">The ids of the rules, separated by commas.</param>
/// <param name="Description">The descriptions of the faults, separated by commas.</param>
internal sealed record InjectedFault(string Rule, string Description);
