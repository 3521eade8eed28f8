using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Control.Journal.Masking;

/// <summary>
/// JSON, written anew. Of a request only values that are known to be harmless are shown: whoever misspells a member, still means a secret
/// by it. An answer is our own, and all that it says is shown but secrets.
/// </summary>
internal sealed class JsonMask : IDisposable
{
    private static readonly HashSet<string> Harmless = Names("@odata.type", "e", "exp", "id", "kid", "kty", "n", "nbf", "status", "use", "x5t");

    /// <summary>Lists of objects, whose own members decide.</summary>
    private static readonly HashSet<string> Lists = Names("keys", "value");

    private static readonly HashSet<string> Secret = Names(
        "k", "d", "p", "q", "dp", "dq", "qi", "password", "key", "access_token", "refresh_token", "id_token", "device_code", "client_info");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SecretSpans = Secret.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestSecret = Secret.Max(name => name.Length);

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly Func<string, Sight> _sight;
    private readonly Utf8JsonWriter _writer;

    private JsonMask(Func<string, Sight> sight)
    {
        _sight = sight;
        _writer = new Utf8JsonWriter(_written, Plain);
    }

    /// <summary>Whether a value may be seen.</summary>
    private enum Sight
    {
        /// <summary>Nothing of it, however deep.</summary>
        Hidden,

        /// <summary>Not itself, but what its members show.</summary>
        Inside,

        Shown,
    }

    /// <summary>Null when it is no JSON, not even with apostrophes.</summary>
    public static byte[]? OfRequest(ReadOnlySpan<byte> text)
    {
        var plain = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return Rewrite(plain) ?? Rewrite(SingleQuotedJson.Rewrite(plain));

        static byte[]? Rewrite(ReadOnlySpan<byte> json)
        {
            using var mask = new JsonMask(OfRequest);
            return mask.Rewrite(json, Sight.Inside, isWhole: true);
        }
    }

    /// <summary>The same bytes when there is no secret in them, as in nearly every answer; null when there may be one, and it is no JSON.</summary>
    /// <param name="answer">Never changed any more.</param>
    /// <param name="isWhole">False when it goes on where this ends.</param>
    public static ReadOnlyMemory<byte>? OfAnswer(ReadOnlyMemory<byte> answer, bool isWhole)
    {
        var json = answer.Span;
        if (isWhole && IsHarmless(json))
            return answer;
        using var mask = new JsonMask(name => Secret.Contains(name) ? Sight.Hidden : Sight.Shown);
        return mask.Rewrite(json, Sight.Shown, isWhole) is { } masked ? masked : null;
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>
    /// Whether it surely shows no secret: no text in it is the name of one, but before a null. Where something is escaped, that is not
    /// sure. It is not read for it, since each answer is asked.
    /// </summary>
    private static bool IsHarmless(ReadOnlySpan<byte> json)
    {
        if (TextMask.MayHide(json) || json.Contains((byte)'\\'))
            return false;
        while (json.IndexOf((byte)'"') is >= 0 and var begin)
        {
            json = json[(begin + 1)..];
            if (json.IndexOf((byte)'"') is not (>= 0 and var end))
                return false;
            var text = json[..end];
            json = json[(end + 1)..];
            if (IsSecret(text) && !json.StartsWith(":null"u8))
                return false;
        }

        return true;
    }

    private static bool IsSecret(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[LongestSecret];
        return name.Length <= LongestSecret
            && Ascii.ToUtf16(name, text, out var length) == OperationStatus.Done
            && SecretSpans.Contains(text[..length]);
    }

    private static Sight OfRequest(string name) => Harmless.Contains(name) ? Sight.Shown : Lists.Contains(name) ? Sight.Inside : Sight.Hidden;

    private byte[]? Rewrite(ReadOnlySpan<byte> json, Sight root, bool isWhole)
    {
        var reader = new Utf8JsonReader(json, isWhole, state: default);
        try
        {
            if (reader.Read())
                Copy(ref reader, root);
            while (reader.Read())
            {
                // Behind the value there is nothing, or the reader complains.
            }

            _writer.Flush();
            return _written.WrittenSpan.ToArray();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null; // half surrogates and broken UTF-8 are the latter
        }
    }

    private void Copy(ref Utf8JsonReader reader, Sight sight)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CopyObject(ref reader, sight);
                break;
            case JsonTokenType.StartArray:
                CopyArray(ref reader, sight);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                _writer.WriteBooleanValue(reader.GetBoolean());
                break;
            case JsonTokenType.Null:
                _writer.WriteNullValue();
                break;
            case JsonTokenType.Number when sight == Sight.Shown:
                _writer.WriteRawValue(reader.ValueSpan);
                break;
            default:
                var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
                _writer.WriteStringValue(sight == Sight.Shown ? TextMask.Of(text) : TextMask.Hidden);
                break;
        }
    }

    private void CopyObject(ref Utf8JsonReader reader, Sight sight)
    {
        _writer.WriteStartObject();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                _writer.WriteEndObject();
                return;
            }

            var name = reader.GetString()!;
            _writer.WritePropertyName(TextMask.Of(name));
            if (reader.Read())
                Copy(ref reader, sight == Sight.Hidden ? Sight.Hidden : _sight(name));
        }
    }

    private void CopyArray(ref Utf8JsonReader reader, Sight sight)
    {
        _writer.WriteStartArray();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                _writer.WriteEndArray();
                return;
            }

            Copy(ref reader, sight);
        }
    }

    private static HashSet<string> Names(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
}
