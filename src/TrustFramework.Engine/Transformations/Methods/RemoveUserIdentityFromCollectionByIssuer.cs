namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Undocumented; like RemoveAlternativeSecurityIdByIdentityProvider. [I]</summary>
internal sealed class RemoveUserIdentityFromCollectionByIssuer() : RemoveIdentityFromCollection("RemoveUserIdentityFromCollectionByIssuer", "issuer");
