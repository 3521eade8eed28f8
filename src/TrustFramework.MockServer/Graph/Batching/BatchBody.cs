using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace TrustFramework.MockServer.Graph.Batching;

/// <summary>The body of a request in a batch: JSON as it is, or base64 or base64url, with or without padding (conventions 4 [D][E]).</summary>
internal static class BatchBody
{
    /// <summary>Null when the body is neither JSON nor base64.</summary>
    public static byte[]? Decode(JsonElement body, string contentType)
    {
        var isJson = IsJson(contentType);
        var decoded = body.ValueKind == JsonValueKind.String ? DecodeBase64(body.GetString()!) : null;
        // With a JSON content type, a string is base64 only if it decodes to JSON. [I]
        if (decoded is { } bytes && (!isJson || IsJsonContainer(bytes)))
            return bytes;
        return isJson ? JsonMarshal.GetRawUtf8Value(body).ToArray() : null;
    }

    public static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    private static byte[]? DecodeBase64(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var status = Base64Url.DecodeFromChars(text.Replace('+', '-').Replace('/', '_'), bytes, out _, out var length);
        return status == OperationStatus.Done ? bytes[..length] : null;
    }

    private static bool IsJsonContainer(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            return reader.Read() && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
