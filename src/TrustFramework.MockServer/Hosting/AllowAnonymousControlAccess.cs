namespace TrustFramework.MockServer.Hosting;

/// <summary>Route metadata: an endpoint under /_mock that requires no token, even if the others do.</summary>
internal sealed record AllowAnonymousControlAccess;
