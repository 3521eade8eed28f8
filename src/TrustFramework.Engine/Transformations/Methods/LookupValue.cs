using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Keys are case-sensitive. [I] A missing key gives no claim, unless errorOnFailedLookup is true. [I]</summary>
internal sealed class LookupValue : ITransformationMethod
{
    private const string ErrorParameter = "errorOnFailedLookup";

    public string Name => "LookupValue";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var key = input.FindText("inputParameterId");
        var value = key is null or ErrorParameter ? null : input.FindParameter(key);
        return value is null && input.IsTrue(ErrorParameter) ? new TransformationError.AssertionFailed("LookupNotFound") : TransformationOutput.Of("outputClaim", value);
    }
}
