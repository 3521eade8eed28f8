namespace TrustFramework.MockServer.Hosting;

/// <summary>Which machines can reach the server.</summary>
/// <param name="IsBeyondLoopback">Whether other machines or containers can reach it.</param>
internal sealed record ListenScope(bool IsBeyondLoopback);
