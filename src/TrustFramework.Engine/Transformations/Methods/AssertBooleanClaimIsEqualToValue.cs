using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim is not equal. [I]</summary>
internal sealed class AssertBooleanClaimIsEqualToValue : ITransformationMethod
{
    public string Name => "AssertBooleanClaimIsEqualToValue";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadBoolean("inputClaim").Then<TransformationOutput>(value => value == input.IsTrue("valueToCompareTo")
            ? TransformationOutput.Empty
            : new TransformationError.AssertionFailed("UserMessageIfClaimsTransformationBooleanValueIsNotEqual"));
}
