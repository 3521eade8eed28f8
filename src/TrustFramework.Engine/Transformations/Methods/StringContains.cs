using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim contains nothing. [I]</summary>
internal sealed class StringContains : ITransformationMethod
{
    public string Name => "StringContains";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("outputClaim", input.FindText("inputClaim")?.Contains(
            input.FindParameter("contains") ?? "", input.IsTrue("ignoreCase") ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) is true);
}
