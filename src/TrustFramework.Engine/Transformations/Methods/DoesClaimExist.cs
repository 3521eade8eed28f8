using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A claim with an empty text exists, as in preconditions. [I]</summary>
internal sealed class DoesClaimExist : ITransformationMethod
{
    public string Name => "DoesClaimExist";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("outputClaim", input["inputClaim"] is not null);
}
