using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim is not equal. [I]</summary>
internal sealed class AssertStringClaimsAreEqual : ITransformationMethod
{
    public string Name => "AssertStringClaimsAreEqual";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TextComparison.AreEqual(input.FindText("inputClaim1"), input.FindText("inputClaim2"), TextComparison.IgnoresCase(input))
            ? TransformationOutput.Empty
            : new TransformationError.AssertionFailed("UserMessageIfClaimsTransformationStringsAreNotEqual");
}
