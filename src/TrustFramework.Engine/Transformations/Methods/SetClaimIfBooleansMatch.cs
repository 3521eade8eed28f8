using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Fails without the claim. [D] No match leaves the output claim as it is. [I]</summary>
internal sealed class SetClaimIfBooleansMatch : ITransformationMethod
{
    public string Name => "SetClaimIfBooleansMatch";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadBoolean("claimToMatch").Then(value =>
            value is null ? InputValues.Missing("claimToMatch")
            : value == input.IsTrue("matchTo") && input.FindParameter("outputClaimIfMatched") is { } text ? TransformationOutput.Of("outputClaim", text)
            : Result<TransformationOutput, TransformationError>.Success(TransformationOutput.Empty));
}
