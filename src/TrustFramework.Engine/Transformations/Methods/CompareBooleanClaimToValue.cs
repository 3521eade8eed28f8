using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim is not equal. [I]</summary>
internal sealed class CompareBooleanClaimToValue : ITransformationMethod
{
    public string Name => "CompareBooleanClaimToValue";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadBoolean("inputClaim").Map(value => TransformationOutput.Of("compareResult", value == input.IsTrue("valueToCompareTo")));
}
