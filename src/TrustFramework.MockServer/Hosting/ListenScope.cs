namespace TrustFramework.MockServer.Hosting;

/// <summary>From how far away the server can be reached.</summary>
/// <param name="IsBeyondLoopback">By other machines, or by other containers.</param>
internal sealed record ListenScope(bool IsBeyondLoopback);
