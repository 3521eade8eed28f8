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
    private static readonly HashSet<string> SafeNames = CreateNameSet("@odata.type", "e", "exp", "id", "kid", "kty", "n", "nbf", "status", "use", "x5t");

    /// <summary>Lists of objects, whose own members decide.</summary>
    private static readonly HashSet<string> ContainerNames = CreateNameSet("keys", "value");

    private static readonly HashSet<string> SecretNames = CreateNameSet(
        "k", "d", "p", "q", "dp", "dq", "qi", "password", "key", "access_token", "refresh_token", "id_token", "device_code", "client_info");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SecretNameLookup = SecretNames.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int MaxSecretNameLength = SecretNames.Max(name => name.Length);

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Func<string, Visibility> _getVisibility;
    private readonly Utf8JsonWriter _writer;

    private JsonMask(Func<string, Visibility> sight)
    {
        _getVisibility = sight;
        _writer = new Utf8JsonWriter(_buffer, WriterOptions);
    }

    /// <summary>Whether a value may be seen.</summary>
    private enum Visibility
    {
        /// <summary>Nothing of it, however deep.</summary>
        Hidden,

        /// <summary>Not itself, but what its members show.</summary>
        MembersOnly,

        Visible,
    }

    /// <summary>Null when it is no JSON, not even with apostrophes.</summary>
    public static byte[]? ApplyToRequest(ReadOnlySpan<byte> text)
    {
        var plain = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return Rewrite(plain) ?? Rewrite(SingleQuotedJson.Rewrite(plain));

        static byte[]? Rewrite(ReadOnlySpan<byte> json)
        {
            using var mask = new JsonMask(ApplyToRequest);
            return mask.Rewrite(json, Visibility.MembersOnly, isWhole: true);
        }
    }

    /// <summary>The same bytes when there is no secret in them, as in nearly every answer; null when there may be one, and it is no JSON.</summary>
    /// <param name="answer">Never changed any more.</param>
    /// <param name="isWhole">False when it goes on where this ends.</param>
    public static ReadOnlyMemory<byte>? ApplyToResponse(ReadOnlyMemory<byte> answer, bool isWhole)
    {
        var json = answer.Span;
        if (isWhole && HasNoSecrets(json))
            return answer;
        using var mask = new JsonMask(name => SecretNames.Contains(name) ? Visibility.Hidden : Visibility.Visible);
        return mask.Rewrite(json, Visibility.Visible, isWhole) is { } masked ? masked : null;
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>
    /// Whether it surely shows no secret: no text in it is the name of one, but before a null. Where something is escaped, that is not
    /// sure. It is not read for it, since each answer is asked.
    /// </summary>
    private static bool HasNoSecrets(ReadOnlySpan<byte> json)
    {
        if (TextMask.MayContainToken(json) || json.Contains((byte)'\\'))
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
        Span<char> text = stackalloc char[MaxSecretNameLength];
        return name.Length <= MaxSecretNameLength
            && Ascii.ToUtf16(name, text, out var length) == OperationStatus.Done
            && SecretNameLookup.Contains(text[..length]);
    }

    private static Visibility ApplyToRequest(string name) => SafeNames.Contains(name) ? Visibility.Visible : ContainerNames.Contains(name) ? Visibility.MembersOnly : Visibility.Hidden;

    private byte[]? Rewrite(ReadOnlySpan<byte> json, Visibility root, bool isWhole)
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
            return _buffer.WrittenSpan.ToArray();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null; // half surrogates and broken UTF-8 are the latter
        }
    }

    private void Copy(ref Utf8JsonReader reader, Visibility sight)
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
            case JsonTokenType.Number when sight == Visibility.Visible:
                _writer.WriteRawValue(reader.ValueSpan);
                break;
            default:
                var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
                _writer.WriteStringValue(sight == Visibility.Visible ? TextMask.Apply(text) : TextMask.Placeholder);
                break;
        }
    }

    private void CopyObject(ref Utf8JsonReader reader, Visibility sight)
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
            _writer.WritePropertyName(TextMask.Apply(name));
            if (reader.Read())
                Copy(ref reader, sight == Visibility.Hidden ? Visibility.Hidden : _getVisibility(name));
        }
    }

    private void CopyArray(ref Utf8JsonReader reader, Visibility sight)
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

    private static HashSet<string> CreateNameSet(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
}
