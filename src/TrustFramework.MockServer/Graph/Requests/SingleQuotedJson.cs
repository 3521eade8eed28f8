using System.Buffers;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>
/// Rewrites JSON with apostrophes as quotation marks to standard JSON. The service accepts it, and Microsoft's samples send it
/// (clients C10 [S]). Double-quoted strings are unchanged. The result is invalid JSON if the input was invalid otherwise.
/// </summary>
internal static class SingleQuotedJson
{
    public static ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> text)
    {
        var plain = new ArrayBufferWriter<byte>(text.Length + 16);
        byte quote = 0; // 0 outside a string
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == 0 && (c is (byte)'"' or (byte)'\''))
            {
                quote = c;
                plain.Write("\""u8);
            }
            else if (quote != 0 && c == quote)
            {
                quote = 0;
                plain.Write("\""u8);
            }
            else if (quote == '\'' && c == '"')
            {
                plain.Write("\\\""u8);
            }
            else if (quote != 0 && c == '\\' && i + 1 < text.Length)
            {
                // \' is not an escape sequence in JSON; the others are kept.
                i++;
                plain.Write(text[i] == '\'' ? "'"u8 : [c, text[i]]);
            }
            else
            {
                plain.Write([c]);
            }
        }

        return plain.WrittenSpan;
    }
}
