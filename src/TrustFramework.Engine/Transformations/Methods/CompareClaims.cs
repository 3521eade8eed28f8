using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class CompareClaims : ITransformationMethod
{
    public string Name => "CompareClaims";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var areEqual = TextComparison.AreEqual(input.FindText("inputClaim1"), input.FindText("inputClaim2"), input.IsTrue("ignoreCase"));
        return TransformationOutput.Of("outputClaim", areEqual == TextComparison.ExpectsEqual(input.FindParameter("operator")));
    }
}
