namespace TrustFramework.MockServer.SignIn;

/// <summary>Route metadata: an endpoint of a policy. Interception serves it under {tenant}.b2clogin.com and the login hosts.</summary>
/// <param name="Operation">The name in faults and in the journal.</param>
internal sealed record SignInEndpointMetadata(string Operation);
