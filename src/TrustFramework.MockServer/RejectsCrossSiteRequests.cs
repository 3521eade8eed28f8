namespace TrustFramework.MockServer;

/// <summary>Route metadata: only programs send requests to the endpoint, and pages of this server. It changes state without a credential.</summary>
internal sealed record RejectsCrossSiteRequests;
