using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class CompareClaimToValue : ITransformationMethod
{
    public string Name => "CompareClaimToValue";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var areEqual = TextComparison.AreEqual(input.FindText("inputClaim1"), input.FindParameter("compareTo"), input.IsTrue("ignoreCase"));
        return TransformationOutput.Of("outputClaim", areEqual == TextComparison.ExpectsEqual(input.FindParameter("operator")));
    }
}
