using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Returns the issuers of external identities. A missing collection gives no claim. [I]</summary>
internal abstract class GetIssuersOfCollection(string name, string inputClaim, string outputClaim) : ITransformationMethod
{
    public string Name => name;

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        ExternalIdentity.ReadAll(input, inputClaim).Map(identities => TransformationOutput.Of(
            outputClaim, input[inputClaim] is null ? null : new ClaimValue.CollectionValue([.. identities.Select(found => found.Identity.Issuer).Distinct(StringComparer.OrdinalIgnoreCase)])));
}
