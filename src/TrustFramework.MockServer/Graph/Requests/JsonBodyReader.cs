using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>JSON as the service takes it. The gateway looks at type and syntax, the backend at the shape: conventions 1.3 [O].</summary>
internal static class JsonBodyReader
{
    /// <summary>Null, and the value, when the body can be used.</summary>
    public static GraphError? Read(HttpRequest request, RequestBodyMetadata rule, ReadOnlyMemory<byte> bytes, JsonTypeInfo type, out object? value)
    {
        value = null;
        var text = Utf8Text.TrimByteOrderMark(bytes.Span);
        if (text.IsEmpty)
            return GraphErrorCatalog.JsonEmpty.CreateError();
        if (string.IsNullOrEmpty(request.ContentType))
            return GraphErrorCatalog.JsonUnreadable.CreateError();
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var mediaType) || !mediaType.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return GraphErrorCatalog.JsonTypeExpected.CreateError();
        if (!IsWellFormed(text))
        {
            text = SingleQuotedJson.Rewrite(text);
            if (!IsWellFormed(text))
                return GraphErrorCatalog.JsonUnreadable.CreateError();
        }

        try
        {
            value = JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            value = null; // sound JSON of the wrong shape; what is wrong with it the service does not say either
        }

        return value is null ? rule.InvalidShapeError ?? GraphErrorCatalog.FieldInvalid.CreateError(rule.FieldName) : null;
    }

    /// <summary>One JSON value whose every string can be read: half surrogates and broken UTF-8 are found here, not later.</summary>
    private static bool IsWellFormed(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }

            return true;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
