using System.Collections.Immutable;
using System.Text.Json;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>
/// Reads claims from elements such as {"key":"email","value":"a@b"}. A value is converted to the data type of its claim. Missing and empty
/// elements leave the claim as it is. [I]
/// </summary>
internal abstract class JsonArrayReader(string name) : ITransformationMethod
{
    public string Name => name;

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var values = new Dictionary<string, ClaimTexts>(StringComparer.OrdinalIgnoreCase);
        var error = Read(input, values);
        if (error is not null)
            return error;
        var output = TransformationOutput.Empty;
        foreach (var expected in input.Outputs)
        {
            if (!values.TryGetValue(expected.Name, out var texts))
            {
                if (input.IsTrue("errorOnMissingClaims"))
                    return new TransformationError.Failed($"The array has no element '{expected.Name}'.");
            }
            else if (texts.IsEmpty && !input.IsTrue("includeEmptyClaims"))
            {
                continue;
            }
            else if (ToValue(texts, expected.DataType) is { } value)
            {
                output = output.And(expected.Name, value);
            }
            else
            {
                return new TransformationError.Failed($"The element '{expected.Name}' is not a value of the data type of its claim.");
            }
        }

        return output;
    }

    /// <summary>Reads the elements of the input claim.</summary>
    /// <param name="values">Receives the values by the names of the claims. Of several with a name, the last counts. [I]</param>
    protected abstract TransformationError? Read(TransformationInput input, Dictionary<string, ClaimTexts> values);

    protected static TransformationError? ReadElement(TransformationInput input, JsonElement element, Dictionary<string, ClaimTexts> values)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return InputValues.NotOfType("jsonSource", "an array of objects");
        if (element.TryGetProperty(input.FindParameter("jsonSourceKeyName") ?? "", out var key) && key.ValueKind == JsonValueKind.String)
            values[key.GetString()!] = element.TryGetProperty(input.FindParameter("jsonSourceValueName") ?? "", out var value) ? ToTexts(value) : new ClaimTexts([]);
        return null;
    }

    private static ClaimTexts ToTexts(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? new ClaimTexts([.. value.EnumerateArray().Select(JsonText.ToText).OfType<string>()]) { IsArray = true, Json = value.GetRawText() }
        : new ClaimTexts(JsonText.ToText(value) is { } text ? [text] : []);

    /// <summary>An empty value is an empty text or collection, whatever the data type.</summary>
    private static ClaimValue? ToValue(ClaimTexts texts, string? dataType) =>
        texts.IsArray ? dataType is "stringCollection" ? new ClaimValue.CollectionValue(texts.Items) : ClaimValue.Parse(texts.Json, dataType)
        : texts.IsEmpty ? dataType is "stringCollection" ? new ClaimValue.CollectionValue([]) : new ClaimValue.TextValue("")
        : dataType is "stringCollection" ? new ClaimValue.CollectionValue(texts.Items)
        : ClaimValue.Parse(texts.Items[0], dataType);

    /// <summary>The value of an element.</summary>
    protected sealed record ClaimTexts(ImmutableArray<string> Items)
    {
        public bool IsArray { get; init; }

        /// <summary>Of an array.</summary>
        public string Json { get; init; } = "";

        public bool IsEmpty => Items.All(item => item.Length == 0);
    }
}
