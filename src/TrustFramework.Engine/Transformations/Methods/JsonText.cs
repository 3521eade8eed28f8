using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Reads and writes JSON texts of claims.</summary>
internal static class JsonText
{
    public const int MaxDepth = 64;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads an input claim; the output of a missing or empty claim is that of <paramref name="missing"/>.</summary>
    public static Result<TransformationOutput, TransformationError> ReadClaim(
        TransformationInput input, string name, TransformationOutput missing, Func<JsonElement, Result<TransformationOutput, TransformationError>> read) =>
        input.FindText(name) is { } json && !string.IsNullOrWhiteSpace(json) ? Read(name, json, read) : missing;

    public static Result<T, TransformationError> Read<T>(string name, string json, Func<JsonElement, Result<T, TransformationError>> read)
    {
        try
        {
            // As bytes, because JsonDocument throws an ArgumentException for text with an incomplete surrogate pair.
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return NotJson(name);
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString throws it for an escaped incomplete surrogate pair.
            return NotJson(name);
        }
    }

    /// <summary>Returns a value as the text of a claim: strings without quotes, objects and arrays as JSON; null for null.</summary>
    public static string? ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    /// <summary>Returns the member with the name, else the one at the path of names and indexes separated by dots [I]; null when there is none.</summary>
    public static JsonElement? Find(JsonElement root, string path)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(path, out var member))
            return member;
        var current = root;
        foreach (var name in path.Split('.'))
        {
            if (current.ValueKind == JsonValueKind.Object && current.TryGetProperty(name, out var next))
                current = next;
            else if (current.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < current.GetArrayLength())
                current = current[index];
            else
                return null;
        }

        return current;
    }

    public static string Write(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            node.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static TransformationError.Failed NotJson(string name) => new TransformationError.Failed($"The claim '{name}' is not JSON, or has more than {MaxDepth} levels.");
}
