using TrustFramework.MockServer.Login.Grants;

namespace TrustFramework.MockServer.Login;

/// <summary>Route metadata: an address of login.microsoftonline.com, which answers under that host's name.</summary>
/// <param name="Version">The generation of the endpoint.</param>
internal sealed record LoginEndpointMetadata(LoginVersion Version = LoginVersion.V2);
