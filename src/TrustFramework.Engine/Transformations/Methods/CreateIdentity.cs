using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Creates an external identity. A missing or empty claim gives no claim. [I]</summary>
internal abstract class CreateIdentity(string name, string userIdClaim, string issuerClaim, string outputClaim) : ITransformationMethod
{
    public string Name => name;

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of(
            outputClaim, input.FindText(userIdClaim) is { Length: > 0 } userId && input.FindText(issuerClaim) is { Length: > 0 } issuer ? ExternalIdentity.Create(issuer, userId).ToJson() : null);
}
