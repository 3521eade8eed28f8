using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Journal.Masking;

/// <summary>
/// Masks JSON. In requests, only values of harmless members are visible, because a client can misspell the name of a secret. In responses,
/// whose members are known, all values except secrets are visible.
/// </summary>
internal sealed class JsonMask : IDisposable
{
    private static readonly HashSet<string> SafeNames = CreateNameSet("@odata.type", "e", "exp", "id", "kid", "kty", "n", "nbf", "status", "use", "x5t");

    /// <summary>Lists of objects, which are masked member by member.</summary>
    private static readonly HashSet<string> ContainerNames = CreateNameSet("keys", "value");

    private static readonly HashSet<string> SecretNames = CreateNameSet(
        "k", "d", "p", "q", "dp", "dq", "qi", "password", "key", "access_token", "refresh_token", "id_token", "device_code", "client_info", "profile_info", "secretText");

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Func<string, Visibility> _getVisibility;
    private readonly Utf8JsonWriter _writer;

    private JsonMask(Func<string, Visibility> getVisibility)
    {
        _getVisibility = getVisibility;
        _writer = new Utf8JsonWriter(_buffer, WriterOptions);
    }

    private enum Visibility
    {
        /// <summary>Strings and numbers are masked at every depth. Booleans and null are visible.</summary>
        Hidden,

        /// <summary>A string or number is masked. The visibility of a member depends on its name.</summary>
        MembersOnly,

        Visible,
    }

    /// <summary>Returns null when the text is not JSON, even if single quotes are accepted.</summary>
    public static byte[]? ApplyToRequest(ReadOnlySpan<byte> text)
    {
        var json = Utf8Text.TrimByteOrderMark(text);
        return Rewrite(json, GetRequestVisibility, Visibility.MembersOnly, isWhole: true)
            ?? Rewrite(SingleQuotedJson.Rewrite(json), GetRequestVisibility, Visibility.MembersOnly, isWhole: true);
    }

    /// <summary>Returns null when the text is not JSON. The text can be truncated.</summary>
    public static byte[]? ApplyToResponse(ReadOnlySpan<byte> json) => Rewrite(json, GetResponseVisibility, Visibility.Visible, isWhole: false);

    public void Dispose() => _writer.Dispose();

    private static Visibility GetRequestVisibility(string name) =>
        SafeNames.Contains(name) ? Visibility.Visible : ContainerNames.Contains(name) ? Visibility.MembersOnly : Visibility.Hidden;

    private static Visibility GetResponseVisibility(string name) => SecretNames.Contains(name) ? Visibility.Hidden : Visibility.Visible;

    private static byte[]? Rewrite(ReadOnlySpan<byte> json, Func<string, Visibility> getVisibility, Visibility root, bool isWhole)
    {
        using var mask = new JsonMask(getVisibility);
        var reader = new Utf8JsonReader(json, isWhole, state: default);
        try
        {
            if (reader.Read())
                mask.Copy(ref reader, root);
            while (reader.Read())
            {
                // Throws if there is anything after the value.
            }

            mask._writer.Flush();
            return mask._buffer.WrittenSpan.ToArray();
        }
        // InvalidOperationException: an incomplete surrogate pair or invalid UTF-8.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private void Copy(ref Utf8JsonReader reader, Visibility visibility)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CopyObject(ref reader, visibility);
                break;
            case JsonTokenType.StartArray:
                CopyArray(ref reader, visibility);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                _writer.WriteBooleanValue(reader.GetBoolean());
                break;
            case JsonTokenType.Null:
                _writer.WriteNullValue();
                break;
            case JsonTokenType.Number when visibility == Visibility.Visible:
                _writer.WriteRawValue(reader.ValueSpan);
                break;
            case JsonTokenType.String when visibility == Visibility.Visible:
                _writer.WriteStringValue(TextMask.Apply(reader.GetString()!));
                break;
            default:
                _writer.WriteStringValue(TextMask.Placeholder);
                break;
        }
    }

    private void CopyObject(ref Utf8JsonReader reader, Visibility visibility)
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
                Copy(ref reader, visibility == Visibility.Hidden ? Visibility.Hidden : _getVisibility(name));
        }
    }

    private void CopyArray(ref Utf8JsonReader reader, Visibility visibility)
    {
        _writer.WriteStartArray();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                _writer.WriteEndArray();
                return;
            }

            Copy(ref reader, visibility);
        }
    }

    private static HashSet<string> CreateNameSet(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
}
