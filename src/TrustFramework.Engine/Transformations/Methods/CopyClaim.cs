using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim removes the output claim. [I]</summary>
internal sealed class CopyClaim : ITransformationMethod
{
    public string Name => "CopyClaim";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("outputClaim", input["inputClaim"]);
}
