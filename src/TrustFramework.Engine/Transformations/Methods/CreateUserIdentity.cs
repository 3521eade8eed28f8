namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Undocumented; like CreateAlternativeSecurityId. [I]</summary>
internal sealed class CreateUserIdentity() : CreateIdentity("CreateUserIdentity", "issuerUserId", "issuer", "userIdentity");
