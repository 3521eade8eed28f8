using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Journal.Masking;

/// <summary>Masks bodies. Policies are recorded unchanged, JSON and forms are masked, and everything else is omitted.</summary>
internal static class BodyMask
{
    /// <param name="bytes">The whole body.</param>
    /// <param name="expectsXml">Whether the operation reads a policy. For other operations, XML can contain secrets.</param>
    public static RecordedBody? ApplyToRequest(ReadOnlyMemory<byte> bytes, bool expectsXml)
    {
        if (bytes.IsEmpty)
            return null;
        if (expectsXml && LooksLikeXml(bytes.Span))
            return RecordedBody.From(bytes, bytes.Length, isWhole: true);
        return JsonMask.ApplyToRequest(bytes.Span) is { } masked
            ? RecordedBody.From(masked, bytes.Length, isWhole: true)
            : RecordedBody.Omitted(bytes.Length, expectsXml ? "It is neither XML nor JSON and can contain a secret." : "It is not valid JSON and can contain a secret.");
    }

    public static RecordedBody ApplyToForm(IFormCollection form, long? length)
    {
        var masked = Encoding.UTF8.GetBytes(QueryMask.Apply(form));
        return RecordedBody.From(masked, length ?? masked.Length, isWhole: true);
    }

    /// <param name="bytes">The beginning of the body.</param>
    /// <param name="length">The length of the whole body.</param>
    /// <param name="isGraph">False for the login service, whose pages and redirects contain codes and tokens.</param>
    public static RecordedBody? ApplyToResponse(ReadOnlyMemory<byte> bytes, long length, string? contentType, bool isGraph)
    {
        if (length == 0)
            return null;
        var isWhole = bytes.Length == length;
        var mediaType = (contentType ?? "").Split(';')[0].Trim();
        if (mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            var start = bytes.Span[..Math.Min(bytes.Length, RecordedBody.MaxBytes)];
            return JsonMask.ApplyToResponse(start) is { } masked
                ? RecordedBody.From(masked, length, isWhole && start.Length == bytes.Length)
                : RecordedBody.Omitted(length, "It is not valid JSON.");
        }

        return isGraph && mediaType is "application/xml" or "text/plain"
            ? RecordedBody.From(bytes, length, isWhole)
            : RecordedBody.Omitted(length, $"Bodies {(mediaType.Length == 0 ? "without a content type" : $"of type {mediaType}")} are not recorded.");
    }

    /// <summary>Whether the text starts like XML, in UTF-8 or UTF-16.</summary>
    public static bool LooksLikeXml(ReadOnlySpan<byte> text) =>
        Utf8Text.TrimByteOrderMark(text).TrimStart(" \t\r\n"u8) is [(byte)'<', ..] || text is [0xFF, 0xFE, (byte)'<', 0, ..] or [0xFE, 0xFF, 0, (byte)'<', ..];
}
