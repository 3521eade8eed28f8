using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing consent is required. [D]</summary>
internal sealed class IsTermsOfUseConsentRequired : ITransformationMethod
{
    public string Name => "IsTermsOfUseConsentRequired";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        input.ReadTime("termsOfUseConsentDateTime").Then<TransformationOutput>(consent => InputValues.ParseTime(input.FindParameter("termsOfUseTextUpdateDateTime") ?? "") is { } update
            ? TransformationOutput.Of("result", consent is null || consent < update)
            : new TransformationError.Failed("The parameter 'termsOfUseTextUpdateDateTime' is not a date."));
}
