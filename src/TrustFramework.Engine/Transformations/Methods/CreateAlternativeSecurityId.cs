namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class CreateAlternativeSecurityId() : CreateIdentity("CreateAlternativeSecurityId", "key", "identityProvider", "alternativeSecurityId");
