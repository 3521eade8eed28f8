using System.Buffers;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>
/// JSON with apostrophes for quotation marks, which the service takes and samples of the vendor send (clients C10 [S]):
/// rewritten to plain JSON. Double-quoted strings pass as they are; what was no JSON before is none after.
/// </summary>
internal static class SingleQuotedJson
{
    public static ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> text)
    {
        var plain = new ArrayBufferWriter<byte>(text.Length + 16);
        byte quote = 0; // 0 outside of a string
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
                // \' is no escape in JSON; all others are kept.
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
