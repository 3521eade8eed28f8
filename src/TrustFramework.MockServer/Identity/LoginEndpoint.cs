using TrustFramework.MockServer.Identity.Grants;

namespace TrustFramework.MockServer.Identity;

/// <summary>Route metadata: an address of login.microsoftonline.com, which answers under that host's name.</summary>
/// <param name="Version">The generation of the endpoint.</param>
internal sealed record LoginEndpoint(LoginVersion Version = LoginVersion.V2);
