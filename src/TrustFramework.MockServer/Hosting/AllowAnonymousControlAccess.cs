namespace TrustFramework.MockServer.Hosting;

/// <summary>Route metadata: whoever reaches the server may read it, also where everything else under /_mock wants a token.</summary>
internal sealed record AllowAnonymousControlAccess;
