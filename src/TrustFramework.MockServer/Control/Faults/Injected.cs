namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Request feature: what was done to the request on purpose.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="What">In words.</param>
internal sealed record Injected(string Rule, string What);
