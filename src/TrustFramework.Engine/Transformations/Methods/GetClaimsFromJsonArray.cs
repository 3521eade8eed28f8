using System.Text.Json;

namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class GetClaimsFromJsonArray() : JsonArrayReader("GetClaimsFromJsonArray")
{
    protected override TransformationError? Read(TransformationInput input, Dictionary<string, ClaimTexts> values) =>
        JsonText.ReadClaim(input, "jsonSource", TransformationOutput.Empty, root =>
        {
            if (root.ValueKind != JsonValueKind.Array)
                return InputValues.NotOfType("jsonSource", "an array of objects");
            foreach (var element in root.EnumerateArray())
            {
                if (ReadElement(input, element, values) is { } error)
                    return error;
            }

            return TransformationOutput.Empty;
        }).Error;
}
