using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>No match removes the output claims, as in SetClaimsIfStringsMatch. [I]</summary>
internal sealed class SetClaimsIfStringsAreEqual : ITransformationMethod
{
    public string Name => "SetClaimsIfStringsAreEqual";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var areEqual = TextComparison.AreEqual(input.FindText("inputClaim"), input.FindParameter("matchTo"), TextComparison.IgnoresCase(input));
        return TransformationOutput.Of("outputClaim1", areEqual ? input.FindParameter("stringMatchMsg") : null)
            .And("outputClaim2", areEqual ? input.FindParameter("stringMatchMsgCode") : null)
            .And("stringCompareResultClaim", areEqual);
    }
}
