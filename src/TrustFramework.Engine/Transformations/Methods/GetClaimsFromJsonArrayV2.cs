namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class GetClaimsFromJsonArrayV2() : JsonArrayReader("GetClaimsFromJsonArrayV2")
{
    protected override TransformationError? Read(TransformationInput input, Dictionary<string, ClaimTexts> values)
    {
        foreach (var json in input.FindCollection("jsonSource") ?? [])
        {
            var result = JsonText.Read<TransformationOutput>("jsonSource", json, element => ReadElement(input, element, values) is { } error ? error : TransformationOutput.Empty);
            if (result.Error is not null)
                return result.Error;
        }

        return null;
    }
}
