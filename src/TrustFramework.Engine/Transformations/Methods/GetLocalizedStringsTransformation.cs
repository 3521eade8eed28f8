using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A string that the language does not have gives no claim. [I]</summary>
internal sealed class GetLocalizedStringsTransformation : ITransformationMethod
{
    public string Name => "GetLocalizedStringsTransformation";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.Outputs.Aggregate(TransformationOutput.Empty, (output, expected) =>
            output.And(expected.Name, input.Context.Texts.FindString("GetLocalizedStringsTransformationClaimType", elementId: null, expected.Name)));
}
