using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>Encodes a file without loss: as text when it is UTF-8, including a byte order mark, otherwise in base64.</summary>
internal static class FileContentEncoding
{
    public static (string? Content, string? Base64) Encode(ReadOnlyMemory<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.Span);
        return Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes.Span) ? (text, null) : (null, Convert.ToBase64String(bytes.Span));
    }

    public static Result<byte[], SnapshotError> Decode(string? content, string? base64)
    {
        if ((content is null) == (base64 is null))
            return new SnapshotError("", "Write either content or base64.");
        if (content is not null)
            return Encoding.UTF8.GetBytes(content);
        var bytes = new byte[base64!.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? bytes[..written] : new SnapshotError(".base64", "The value is not base64.");
    }
}
