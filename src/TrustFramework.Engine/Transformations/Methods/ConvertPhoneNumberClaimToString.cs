using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing claim gives no claim. [I]</summary>
internal sealed class ConvertPhoneNumberClaimToString : ITransformationMethod
{
    public string Name => "ConvertPhoneNumberClaimToString";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        TransformationOutput.Of("phoneNumberString", input.FindText("phoneNumber"));
}
