using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class FormatStringMultipleClaims : ITransformationMethod
{
    public string Name => "FormatStringMultipleClaims";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TextFormat.FormatParameter(input, input.FindText("inputClaim1"), input.FindText("inputClaim2")).Map(text => TransformationOutput.Of("outputClaim", text));
}
