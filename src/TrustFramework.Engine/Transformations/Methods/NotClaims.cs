using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim is false. [I]</summary>
internal sealed class NotClaims : ITransformationMethod
{
    public string Name => "NotClaims";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadBoolean("inputClaim").Map(value => TransformationOutput.Of("outputClaim", value is not true));
}
