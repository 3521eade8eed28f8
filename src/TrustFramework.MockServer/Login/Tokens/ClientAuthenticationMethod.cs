namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>How a client authenticated. The values are those of <c>appidacr</c>.</summary>
internal enum ClientAuthenticationMethod
{
    None = 0,
    Secret = 1,
    Assertion = 2,
}
