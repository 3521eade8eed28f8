using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using System.Xml;
using TrustFramework.PolicyXml.Schema;

namespace TrustFramework.PolicyXml;

/// <summary>Reads and validates policy files in one pass, and again when the schema may be violated. An invalid file is a result, not an exception.</summary>
public static class PolicyReader
{
    /// <summary>
    /// Reads a policy file as UTF-8, with or without a byte order mark, whatever its declaration or transport say (clients 2.4 [R]).
    /// Document types, and with them entities, are rejected.
    /// </summary>
    public static Result<PolicyDocument, XmlError> Read(ReadOnlyMemory<byte> bytes)
    {
        var isUtf8 = Utf8.IsValid(bytes.Span);
        var content = isUtf8 ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
        if (AttributeLimit.FindError(Utf8Text.TrimByteOrderMark(content.Span)) is { } tooManyAttributes)
            return tooManyAttributes;
        var pass = new SinglePassReader(content);
        try
        {
            pass.ReadToEnd();
        }
        catch (XmlException error)
        {
            return new XmlError(error.Message, error.LineNumber, error.LinePosition) { Hint = IsUtf16(bytes.Span) ? "The file is encoded in UTF-16. Save it in UTF-8." : null };
        }

        return new PolicyDocument
        {
            PolicyId = pass.PolicyId,
            TenantId = pass.TenantId,
            BasePolicyId = pass.BasePolicyId,
            Content = content,
            ContentHash = Convert.ToHexString(SHA256.HashData(bytes.Span)),
            Length = bytes.Length,
            IsUtf8 = isUtf8,
            Root = pass.Violation is null ? pass.Root : null,
            UncheckedRoot = pass.Root,
            SchemaViolation = pass.Violation,
            PublicPolicyUriOffset = pass.PublicPolicyUriOffset,
        };
    }

    /// <summary>Whether the text starts with the byte order mark or the first angle bracket in UTF-16.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [(byte)'<', 0, ..] or [0, (byte)'<', ..];

    /// <summary>Creates a reader that accepts the XML that <see cref="Read"/> accepts, without validation.</summary>
    /// <param name="text">Without byte order mark.</param>
    public static XmlReader CreateXmlReader(TextReader text) => PolicySchema.CreateReader(text);

    /// <summary>Reads the ids of a file and validates it against the schema. The text is never in memory as one string.</summary>
    private sealed class SinglePassReader(ReadOnlyMemory<byte> content)
    {
        private static readonly UTF8Encoding Utf8WithoutBom = new(encoderShouldEmitUTF8Identifier: false);

        private readonly PolicyTreeBuilder _treeBuilder = new();
        private bool _inBasePolicy;

        public string PolicyId { get; private set; } = "";

        public string TenantId { get; private set; } = "";

        public string? BasePolicyId { get; private set; }

        /// <inheritdoc cref="PolicyDocument.PublicPolicyUriOffset"/>
        public int? PublicPolicyUriOffset { get; private set; }

        public Finding? Violation { get; private set; }

        /// <summary>Not null after <see cref="ReadToEnd"/>: every XML file has a root.</summary>
        public PolicyNode Root => _treeBuilder.Root!;

        /// <summary>
        /// A syntax error anywhere takes precedence over a schema violation, so the file is read to its end. A file that may violate the
        /// schema is read again by the validating reader, as the service does, up to the first violation.
        /// </summary>
        public void ReadToEnd()
        {
            using (var source = OpenContent())
            using (var reader = PolicySchema.CreateReader(source))
            {
                var validator = new SchemaValidator(reader);
                ReadNodes(reader, validator);
                Violation = validator.Violation;
                if (Violation is null && !validator.HasTypeOverrides && !_treeBuilder.IsTruncated && PolicySchema.Keys.AreUniqueIn(Root))
                    return;
            }

            using var secondSource = OpenContent();
            using var secondReader = PolicySchema.CreateReader(secondSource);
            Violation = SchemaViolations.FindFirst(secondReader) ?? Violation;
        }

        private int ContentStart => content.Length - Utf8Text.TrimByteOrderMark(content.Span).Length;

        private StreamReader OpenContent()
        {
            var rest = content[ContentStart..];
            var stream = MemoryMarshal.TryGetArray(rest, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(rest.ToArray());
            return new StreamReader(stream, Utf8WithoutBom, detectEncodingFromByteOrderMarks: false, bufferSize: 4 * 1024);
        }

        /// <summary>After a schema violation the file is read to its end without validation.</summary>
        private void ReadNodes(XmlReader reader, SchemaValidator validator)
        {
            while (Advance())
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (reader.Depth == 0)
                    ReadRoot(reader);
                else if (reader is { Depth: 2, LocalName: "PolicyId", NamespaceURI: PolicySchema.Namespace } && _inBasePolicy)
                    BasePolicyId = ReadText(reader, Advance);
                else if (reader.Depth == 1)
                    _inBasePolicy = reader is { LocalName: "BasePolicy", NamespaceURI: PolicySchema.Namespace };
            }

            // Every read goes through this function, so that validator and tree see every node.
            bool Advance()
            {
                if (!reader.Read())
                    return false;
                var attributes = reader.NodeType == XmlNodeType.Element ? PolicyTreeBuilder.ReadAttributes(reader) : [];
                if (validator.Violation is null)
                    validator.ValidateNode(attributes);
                _treeBuilder.AddNode(reader, attributes);
                return true;
            }
        }

        private void ReadRoot(XmlReader reader)
        {
            PolicyId = reader.GetAttribute("PolicyId") ?? "";
            TenantId = reader.GetAttribute("TenantId") ?? "";
            var position = (IXmlLineInfo)reader;
            if (reader.GetAttribute("PublicPolicyUri") is null)
                PublicPolicyUriOffset = ContentStart + StartTagScanner.FindEndOfAttributes(content.Span[ContentStart..], position.LineNumber, position.LinePosition);
        }

        /// <summary>Reads the element's text without that of nested elements, and leaves the reader on the element's last node.</summary>
        private static string ReadText(XmlReader reader, Func<bool> advance)
        {
            if (reader.IsEmptyElement)
                return "";
            var text = new StringBuilder();
            var depth = reader.Depth;
            while (advance() && reader.Depth > depth)
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                    text.Append(reader.Value);
            }

            return text.ToString();
        }
    }
}
