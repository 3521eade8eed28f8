namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class RemoveAlternativeSecurityIdByIdentityProvider() : RemoveIdentityFromCollection("RemoveAlternativeSecurityIdByIdentityProvider", "identityProvider");
