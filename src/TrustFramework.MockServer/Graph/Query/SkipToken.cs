using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Where a list that came in pages goes on: behind a place, so that what comes and goes before it changes nothing.</summary>
/// <param name="PageSize">What the caller preferred when he asked for the first page; null for nothing.</param>
internal sealed record SkipToken(SortKey After, int? PageSize)
{
    private const JsonValueKind Text = JsonValueKind.String;

    /// <param name="question">What is asked of the collection, so far as another answer would follow from another.</param>
    public string Encode(string question)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(ComputeHash(question));
            writer.WriteNumberValue(PageSize ?? 0);
            writer.WriteStringValue(After.Key);
            foreach (var value in After.Values)
                WriteValue(writer, value);
            writer.WriteEndArray();
        }

        return Base64Url.EncodeToString(json.WrittenSpan);
    }

    /// <summary>Null, and where to go on, when the token is one of ours and was made for this question.</summary>
    public static QueryError? Decode(string token, string question, IReadOnlyList<OrderByTerm> order, out SkipToken? continuation)
    {
        continuation = null;
        try
        {
            if (!Base64Url.IsValid(token))
                return new QueryError.InvalidSkipToken();
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(token));
            if (json.RootElement.ValueKind != JsonValueKind.Array)
                return new QueryError.InvalidSkipToken();
            JsonElement[] parts = [.. json.RootElement.EnumerateArray()];
            if (parts is not [{ ValueKind: Text } mark, { ValueKind: JsonValueKind.Number } size, { ValueKind: Text } key, .. var values]
                || !size.TryGetInt32(out var pageSize) || pageSize < 0)
            {
                return new QueryError.InvalidSkipToken();
            }

            if (mark.GetString() != ComputeHash(question))
                return new QueryError.ExpiredSkipToken();
            if (values.Length != order.Count || !values.Zip(order).All(pair => HasType(pair.First, pair.Second.Property.Type)))
                return new QueryError.InvalidSkipToken();
            continuation = new SkipToken(new SortKey([.. values.Select(ReadValue)], key.GetString()!), pageSize == 0 ? null : pageSize);
            return null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new QueryError.InvalidSkipToken(); // no JSON, or a string that is no text
        }
    }

    private static string ComputeHash(string question) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 6));

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
        JsonValueKind.String => type == PrimitiveType.String,
        JsonValueKind.True or JsonValueKind.False => type == PrimitiveType.Boolean,
        JsonValueKind.Number => (type == PrimitiveType.Int64 || type is EnumType) && value.TryGetInt64(out _),
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
