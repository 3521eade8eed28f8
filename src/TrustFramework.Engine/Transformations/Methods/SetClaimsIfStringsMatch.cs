using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>No match removes the output claim. [D]</summary>
internal sealed class SetClaimsIfStringsMatch : ITransformationMethod
{
    public string Name => "SetClaimsIfStringsMatch";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var areEqual = TextComparison.AreEqual(input.FindText("claimToMatch"), input.FindParameter("matchTo"), TextComparison.IgnoresCase(input));
        return TransformationOutput.Of("outputClaim", areEqual ? input.FindParameter("outputClaimIfMatched") : null).And("stringCompareResultClaim", areEqual);
    }
}
