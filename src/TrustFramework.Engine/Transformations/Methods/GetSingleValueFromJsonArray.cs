using System.Text.Json;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>An empty array gives no claim. [I]</summary>
internal sealed class GetSingleValueFromJsonArray : ITransformationMethod
{
    public string Name => "GetSingleValueFromJsonArray";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        JsonText.ReadClaim(input, "inputJsonClaim", TransformationOutput.Of("extractedClaim", (string?)null), root => root.ValueKind == JsonValueKind.Array
            ? TransformationOutput.Of("extractedClaim", root.GetArrayLength() > 0 ? JsonText.ToText(root[0]) : null)
            : InputValues.NotOfType("inputJsonClaim", "a JSON array"));
}
