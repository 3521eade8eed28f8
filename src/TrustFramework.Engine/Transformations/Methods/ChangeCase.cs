using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim gives no claim. [I]</summary>
internal sealed class ChangeCase : ITransformationMethod
{
    public string Name => "ChangeCase";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ParameterIs("toCase", "UPPER") ? TransformationOutput.Of("outputClaim", input.FindText("inputClaim1")?.ToUpperInvariant())
            : input.ParameterIs("toCase", "LOWER") ? TransformationOutput.Of("outputClaim", input.FindText("inputClaim1")?.ToLowerInvariant())
            : InputValues.UnknownValue("toCase");
}
