using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>
/// The position after which the next page starts. It is a sort key, not an index, so entities that are added or deleted before it do not
/// shift the page.
/// </summary>
/// <param name="PageSize">The page size that the request for the first page preferred; null for none.</param>
internal sealed record SkipToken(SortKey After, int? PageSize)
{
    private const JsonValueKind Text = JsonValueKind.String;

    /// <param name="queryIdentity">The query that the token is valid for.</param>
    public string Encode(string queryIdentity)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(ComputeHash(queryIdentity));
            writer.WriteNumberValue(PageSize ?? 0);
            writer.WriteStringValue(After.Key);
            foreach (var value in After.Values)
                WriteValue(writer, value);
            writer.WriteEndArray();
        }

        return Base64Url.EncodeToString(json.WrittenSpan);
    }

    public static Result<SkipToken, QueryError> Decode(string token, string queryIdentity, IReadOnlyList<OrderByTerm> order)
    {
        try
        {
            if (!Base64Url.IsValid(token))
                return new QueryError.InvalidSkipToken();
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(token));
            if (json.RootElement.ValueKind != JsonValueKind.Array)
                return new QueryError.InvalidSkipToken();
            JsonElement[] parts = [.. json.RootElement.EnumerateArray()];
            if (parts is not [{ ValueKind: Text } hash, { ValueKind: JsonValueKind.Number } size, { ValueKind: Text } key, .. var values]
                || !size.TryGetInt32(out var pageSize) || pageSize < 0)
            {
                return new QueryError.InvalidSkipToken();
            }

            if (hash.GetString() != ComputeHash(queryIdentity))
                return new QueryError.ExpiredSkipToken();
            if (values.Length != order.Count || !values.Zip(order).All(pair => HasType(pair.First, pair.Second.Property.Type)))
                return new QueryError.InvalidSkipToken();
            return new SkipToken(new SortKey([.. values.Select(ReadValue)], key.GetString()!), pageSize == 0 ? null : pageSize);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new QueryError.InvalidSkipToken(); // not JSON, or a string with a lone surrogate
        }
    }

    private static string ComputeHash(string queryIdentity) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(queryIdentity)).AsSpan(0, 6));

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static bool HasType(JsonElement value, EdmType type) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => type == PrimitiveType.String || type == PrimitiveType.DateTimeOffset || type == PrimitiveType.Untyped,
        JsonValueKind.True or JsonValueKind.False => type == PrimitiveType.Boolean || type == PrimitiveType.Untyped,
        JsonValueKind.Number => (type == PrimitiveType.Int64 || type == PrimitiveType.Untyped || type is EnumType) && value.TryGetInt64(out _),
        _ => false,
    };

    private static object? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetInt64(),
        _ => null,
    };
}
