using System.Text.Json;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>An empty object gives no claims. [I]</summary>
internal sealed class GetSingleItemFromJson : ITransformationMethod
{
    public string Name => "GetSingleItemFromJson";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        JsonText.ReadClaim(input, "inputJson", ToOutput(key: null, value: null), root =>
        {
            if (root.ValueKind != JsonValueKind.Object)
                return InputValues.NotOfType("inputJson", "a JSON object");
            foreach (var member in root.EnumerateObject())
                return ToOutput(member.Name, JsonText.ToText(member.Value));
            return ToOutput(key: null, value: null);
        });

    private static TransformationOutput ToOutput(string? key, string? value) => TransformationOutput.Of("key", key).And("value", value);
}
