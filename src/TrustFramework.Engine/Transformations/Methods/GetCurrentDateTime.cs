using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class GetCurrentDateTime : ITransformationMethod
{
    public string Name => "GetCurrentDateTime";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("currentDateTime", new ClaimValue.DateTimeValue(input.Context.Now.ToUniversalTime()));
}
