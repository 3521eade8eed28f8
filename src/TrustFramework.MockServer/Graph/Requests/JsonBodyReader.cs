using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>Reads a JSON body. The gateway checks content type and syntax, the backend the members: conventions 1.3 [O].</summary>
internal static class JsonBodyReader
{
    public static Result<object, GraphError> Read(HttpRequest request, RequestBodyMetadata metadata, ReadOnlyMemory<byte> bytes, JsonTypeInfo type)
    {
        var text = Utf8Text.TrimByteOrderMark(bytes.Span);
        if (text.IsEmpty)
            return GraphErrorCatalog.JsonEmpty.CreateError();
        if (string.IsNullOrEmpty(request.ContentType))
            return GraphErrorCatalog.JsonUnreadable.CreateError();
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var mediaType) || !mediaType.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return GraphErrorCatalog.JsonTypeExpected.CreateError();
        if (!JsonSyntax.IsWellFormed(text))
        {
            text = SingleQuotedJson.Rewrite(text);
            if (!JsonSyntax.IsWellFormed(text))
                return GraphErrorCatalog.JsonUnreadable.CreateError();
        }

        return Deserialize(text, type).TryGetValue(out var value, out var hint)
            ? Result<object, GraphError>.Success(value)
            : (metadata.InvalidShapeError ?? GraphErrorCatalog.FieldInvalid.CreateError(metadata.FieldName)) with { Hint = hint };
    }

    /// <summary>The value, or a hint that names the invalid member. The service's error does not name it.</summary>
    private static Result<object, string> Deserialize(ReadOnlySpan<byte> json, JsonTypeInfo type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) is { } value
                ? Result<object, string>.Success(value)
                : Result<object, string>.Failure("The body is null.");
        }
        catch (JsonException exception)
        {
            return Result<object, string>.Failure(JsonErrorText.Describe(exception, type));
        }
    }
}
