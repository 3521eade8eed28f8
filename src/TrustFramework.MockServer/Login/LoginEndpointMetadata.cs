using TrustFramework.MockServer.Login.Grants;

namespace TrustFramework.MockServer.Login;

/// <summary>Route metadata: an endpoint of login.microsoftonline.com. Interception serves it under that host name.</summary>
/// <param name="Version">The version of the endpoint.</param>
internal sealed record LoginEndpointMetadata(LoginVersion Version = LoginVersion.V2);
