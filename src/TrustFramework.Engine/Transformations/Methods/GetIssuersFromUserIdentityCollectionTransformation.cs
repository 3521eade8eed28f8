namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Undocumented; like GetIdentityProvidersFromAlternativeSecurityIdCollectionTransformation. [I]</summary>
internal sealed class GetIssuersFromUserIdentityCollectionTransformation() : GetIssuersOfCollection("GetIssuersFromUserIdentityCollectionTransformation", "userIdentityCollection", "issuersCollection");
