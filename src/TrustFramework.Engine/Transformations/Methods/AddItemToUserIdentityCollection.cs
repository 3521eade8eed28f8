namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Undocumented; like AddItemToAlternativeSecurityIdCollection. [I]</summary>
internal sealed class AddItemToUserIdentityCollection() : AddIdentityToCollection("AddItemToUserIdentityCollection");
