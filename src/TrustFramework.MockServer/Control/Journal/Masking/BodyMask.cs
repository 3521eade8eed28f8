using System.Text;

namespace TrustFramework.MockServer.Control.Journal.Masking;

/// <summary>What is kept of a body: policies as they are, JSON and forms without secrets, and nothing else.</summary>
internal static class BodyMask
{
    /// <param name="bytes">All of it. Never changed any more.</param>
    /// <param name="expectsXml">Whether the operation reads a policy; everywhere else XML may be anything.</param>
    public static RecordedBody? ApplyToRequest(ReadOnlyMemory<byte> bytes, bool expectsXml)
    {
        if (bytes.IsEmpty)
            return null;
        if (expectsXml && LooksLikeXml(bytes.Span))
            return RecordedBody.From(bytes, bytes.Length);
        return JsonMask.ApplyToRequest(bytes.Span) is { } masked
            ? RecordedBody.FromMasked(masked, bytes.Length, isWhole: true)
            : RecordedBody.Omitted(bytes.Length, expectsXml ? "It is neither XML nor JSON, and may hold a secret." : "It is no JSON that can be read, and may hold a secret.");
    }

    public static RecordedBody ApplyToForm(IFormCollection form, long? length)
    {
        var masked = Encoding.UTF8.GetBytes(QueryMask.Apply(form));
        return RecordedBody.FromMasked(masked, length ?? masked.Length, isWhole: true);
    }

    /// <param name="bytes">The beginning.</param>
    /// <param name="length">Of all of it.</param>
    /// <param name="isGraph">False for the login service, which says codes and tokens in more ways than one.</param>
    public static RecordedBody? ApplyToResponse(ReadOnlyMemory<byte> bytes, long length, string? contentType, bool isGraph)
    {
        if (length == 0)
            return null;
        var type = contentType.AsSpan();
        type = (type.IndexOf(';') is >= 0 and var end ? type[..end] : type).Trim();
        if (type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            return JsonMask.ApplyToResponse(bytes, isWhole: bytes.Length == length) is { } masked
                ? RecordedBody.FromMasked(masked, length, isWhole: bytes.Length == length)
                : RecordedBody.Omitted(length, "It is no JSON that can be read.");
        }

        return isGraph && type is "application/xml" or "text/plain"
            ? RecordedBody.From(bytes, length)
            : RecordedBody.Omitted(length, $"{(type.Length == 0 ? "What has no content type" : type)} is not kept.");
    }

    /// <summary>Whether it begins as XML does, in UTF-8 or UTF-16.</summary>
    private static bool LooksLikeXml(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        return bytes.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] || bytes is [0xFF, 0xFE, (byte)'<', 0, ..] or [0xFE, 0xFF, 0, (byte)'<', ..];
    }
}
