namespace TrustFramework.MockServer;

/// <summary>
/// Route metadata: requests from pages of other sites are rejected, because the endpoint changes state without a credential. Clients are programs
/// and pages of this server.
/// </summary>
internal sealed record RejectsCrossSiteRequestsMetadata;
