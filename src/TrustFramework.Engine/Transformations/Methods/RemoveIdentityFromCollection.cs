using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Removes the external identities of an issuer. A missing issuer leaves the collection as it is. [I]</summary>
internal abstract class RemoveIdentityFromCollection(string name, string issuerClaim) : ITransformationMethod
{
    public string Name => name;

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        ExternalIdentity.ReadAll(input, "collection").Map(identities => TransformationOutput.Of(
            "collection",
            input["collection"] is null || input.FindText(issuerClaim) is not { } issuer
                ? input["collection"]
                : new ClaimValue.CollectionValue([.. identities.Where(found => !found.Identity.IsFrom(issuer)).Select(found => found.Json)])));
}
