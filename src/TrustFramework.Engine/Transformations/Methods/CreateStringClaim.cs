using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class CreateStringClaim : ITransformationMethod
{
    public string Name => "CreateStringClaim";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("createdClaim", input.FindParameter("value") ?? "");
}
