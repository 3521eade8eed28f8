using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing element gives no claim. [I]</summary>
internal sealed class GetClaimFromJson : ITransformationMethod
{
    public string Name => "GetClaimFromJson";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        JsonText.ReadClaim(input, "inputJson", TransformationOutput.Of("extractedClaim", (string?)null), root =>
            TransformationOutput.Of("extractedClaim", JsonText.Find(root, input.FindParameter("claimToExtract") ?? "") is { } value ? JsonText.ToText(value) : null));
}
