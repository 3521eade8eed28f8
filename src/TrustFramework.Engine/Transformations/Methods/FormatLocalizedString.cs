using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>The claims have positions, not names. [D] A missing localized string fails. [I]</summary>
internal sealed class FormatLocalizedString : ITransformationMethod
{
    public string Name => "FormatLocalizedString";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var id = input.FindParameter("stringFormatId") ?? "";
        return input.Context.Texts.FindString("FormatLocalizedStringTransformationClaimType", elementId: null, id) is { } format
            ? TextFormat.Format(format, [.. input.Claims.Select(claim => claim.Value?.ToText())]).Map(text => TransformationOutput.Of("outputClaim", text))
            : new TransformationError.Failed($"The localized string '{id}' is missing.");
    }
}
