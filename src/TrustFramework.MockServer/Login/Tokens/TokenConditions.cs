namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>The claims of a token that limit its use. Null where the token has no such claim.</summary>
internal sealed record TokenConditions(bool? IsForGraph, DateTimeOffset? NotBefore, DateTimeOffset? Expires);
