using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace TrustFramework.MockServer.Control.Journal.Storage;

/// <summary>The form of an entry in a database. Members may be added; entries of other versions of the program are read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class StoredEntryJson : JsonSerializerContext
{
    public static StoredEntryJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // not in a page
        Converters = { new BodyConverter() },
    });

    /// <summary>A body is a string, or base64 in an array if it is not UTF-8.</summary>
    private sealed class BodyConverter : JsonConverter<ReadOnlyMemory<byte>>
    {
        public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                var text = new byte[reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length];
                return text.AsMemory(0, reader.CopyString(text));
            }

            reader.Read();
            var bytes = reader.GetBytesFromBase64();
            reader.Read();
            return bytes;
        }

        public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options)
        {
            if (Utf8.IsValid(value.Span))
            {
                writer.WriteStringValue(value.Span);
                return;
            }

            writer.WriteStartArray();
            writer.WriteBase64StringValue(value.Span);
            writer.WriteEndArray();
        }
    }
}
