namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class AddItemToAlternativeSecurityIdCollection() : AddIdentityToCollection("AddItemToAlternativeSecurityIdCollection");
