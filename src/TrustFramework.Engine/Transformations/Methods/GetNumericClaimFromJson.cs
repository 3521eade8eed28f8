using System.Text.Json;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>A missing element gives no claim. [I]</summary>
internal sealed class GetNumericClaimFromJson : ITransformationMethod
{
    public string Name => "GetNumericClaimFromJson";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        JsonText.ReadClaim(input, "inputJson", Missing, root =>
            JsonText.Find(root, input.FindParameter("claimToExtract") ?? "") is not { ValueKind: not JsonValueKind.Null } value ? Missing
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? TransformationOutput.Of("extractedClaim", new ClaimValue.NumberValue(number))
            : new TransformationError.Failed("The element is not a whole number."));

    private static TransformationOutput Missing => TransformationOutput.Of("extractedClaim", (string?)null);
}
