namespace TrustFramework.MockServer.Identity;

/// <summary>Route metadata: an address of login.microsoftonline.com, which answers under that host's name.</summary>
internal sealed class LoginEndpoint;
