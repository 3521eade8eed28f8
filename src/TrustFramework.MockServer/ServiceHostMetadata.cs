namespace TrustFramework.MockServer;

/// <summary>Route metadata: the endpoint exists only under the hosts of this service, and therefore only in interception.</summary>
internal sealed record ServiceHostMetadata(MicrosoftService Service);
