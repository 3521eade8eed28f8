using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class NullClaim : ITransformationMethod
{
    public string Name => "NullClaim";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("claim_to_null", (string?)null);
}
