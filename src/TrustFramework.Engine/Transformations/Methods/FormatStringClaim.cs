using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class FormatStringClaim : ITransformationMethod
{
    public string Name => "FormatStringClaim";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TextFormat.FormatParameter(input, input.FindText("inputClaim")).Map(text => TransformationOutput.Of("outputClaim", text));
}
