using System.Text;
using System.Text.Json;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Reads JSON that people write by hand: with comments and trailing commas, and with messages that name no .NET type.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly JsonReaderOptions ReaderOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The root element, or a message with the path and the line.</summary>
    public static Result<JsonElement, string> Parse(string text, string displayPath)
    {
        var json = Encoding.UTF8.GetBytes(text);
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return JsonSyntax.FindInvalidString(json, ReaderOptions) is { } position
                ? $"{displayPath}: The file contains a string that is not valid Unicode at line {json.AsSpan(0, position).Count((byte)'\n') + 1}."
                : document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            return $"{displayPath}: The file is not valid JSON at line {exception.LineNumber + 1}.";
        }
    }

    /// <summary>The first property with the name, in any letter case.</summary>
    public static JsonElement? FindProperty(JsonElement parent, string name)
    {
        foreach (var property in parent.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }

    /// <summary>The text of a string, a number or a Boolean; null for anything else.</summary>
    public static string? GetScalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>The type of a value with its article, as in <see cref="TypeDescription"/>; true, false and null themselves.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        _ => "null",
    };
}
