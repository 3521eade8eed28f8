using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Its rules are not published.</summary>
internal sealed class GetAgeGroupConsentProvidedAndRequiresConsent : ITransformationMethod
{
    public string Name => "GetAgeGroupConsentProvidedAndRequiresConsent";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        new TransformationError.Unsupported(Name);
}
