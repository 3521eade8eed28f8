namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Request feature: what was done to the request on purpose.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Description">In words.</param>
internal sealed record InjectedFault(string Rule, string Description);
