using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using System.Xml;
using TrustFramework.PolicyXml.Schema;

namespace TrustFramework.PolicyXml;

/// <summary>What came of reading a file: a document, perhaps with a schema violation, or .NET's reason why it is not XML.</summary>
public sealed record PolicyReading
{
    /// <summary>Null when the file is not well-formed XML.</summary>
    public PolicyDocument? Document { get; init; }

    /// <summary>The first schema violation only: the service reports no more (policy-rules 1.1 [O]).</summary>
    public Finding? SchemaViolation { get; init; }

    /// <summary>The <see cref="XmlException"/>'s own text with its line and position; null when the file is XML.</summary>
    public string? NotXml { get; init; }
}

/// <summary>Bytes to document, in one pass unless the schema may be broken. A file that cannot be read is an answer, not an exception.</summary>
public static class PolicyReader
{
    /// <summary>
    /// Reads a policy file as UTF-8, whatever its declaration or transport say (clients 2.4 [R]), with or without a byte
    /// order mark; document types, and with them entities, are refused.
    /// </summary>
    public static PolicyReading Read(ReadOnlyMemory<byte> bytes)
    {
        var content = Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
        var pass = new SinglePassReader(content);
        try
        {
            pass.ReadToEnd();
        }
        catch (XmlException notXml)
        {
            return new PolicyReading { NotXml = notXml.Message };
        }

        return new PolicyReading
        {
            Document = new PolicyDocument
            {
                PolicyId = pass.PolicyId,
                TenantId = pass.TenantId,
                BasePolicyId = pass.BasePolicyId,
                Content = content,
                Root = pass.Root,
                PublicPolicyUriOffset = pass.PublicPolicyUriOffset,
            },
            SchemaViolation = pass.Violation,
        };
    }

    /// <summary>One walk through the file: the names on the way, and whether it keeps to the schema. Its text is never held as a whole.</summary>
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

        public PolicyNode? Root => Violation is null ? _treeBuilder.Root : null;

        /// <summary>
        /// A syntax error anywhere counts before a violation, so the file is read to its end. What may break the schema is read again,
        /// as the service does it, up to the first violation.
        /// </summary>
        public void ReadToEnd()
        {
            using (var source = OpenContent())
            using (var reader = PolicySchema.CreateReader(source))
            {
                var check = new SchemaValidator(reader);
                ReadNodes(reader, check);
                Violation = check.Violation;
                if (Violation is null && !check.HasTypeOverrides && !_treeBuilder.IsTruncated && PolicySchema.Keys.AreUniqueIn(_treeBuilder.Root!))
                    return;
            }

            using var again = OpenContent();
            using var unvalidated = PolicySchema.CreateReader(again);
            Violation = SchemaViolations.FindFirst(unvalidated) ?? Violation;
        }

        private int ContentStart => content.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

        private StreamReader OpenContent()
        {
            var rest = content[ContentStart..];
            var stream = MemoryMarshal.TryGetArray(rest, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(rest.ToArray());
            return new StreamReader(stream, Utf8WithoutBom, detectEncodingFromByteOrderMarks: false, bufferSize: 4 * 1024);
        }

        /// <summary>What breaks the schema is never looked into, but for names.</summary>
        private void ReadNodes(XmlReader reader, SchemaValidator check)
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

            // The only way forward, so that check and tree miss nothing.
            bool Advance()
            {
                if (!reader.Read())
                    return false;
                if (check.Violation is not null)
                    return true;
                var attributes = reader.NodeType == XmlNodeType.Element ? PolicyTreeBuilder.ReadAttributes(reader) : [];
                check.ValidateNode(attributes);
                if (check.Violation is null)
                    _treeBuilder.AddNode(reader, attributes);
                return true;
            }
        }

        private void ReadRoot(XmlReader reader)
        {
            PolicyId = reader.GetAttribute("PolicyId") ?? "";
            TenantId = reader.GetAttribute("TenantId") ?? "";
            var place = (IXmlLineInfo)reader;
            if (reader.GetAttribute("PublicPolicyUri") is null)
                PublicPolicyUriOffset = ContentStart + StartTagScanner.FindEndOfAttributes(content.Span[ContentStart..], place.LineNumber, place.LinePosition);
        }

        /// <summary>The element's text, leaving the reader on its last node; nested elements do not count.</summary>
        private static string ReadText(XmlReader reader, Func<bool> advance)
        {
            if (reader.IsEmptyElement)
                return "";
            var written = new StringBuilder();
            var depth = reader.Depth;
            while (advance() && reader.Depth > depth)
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                    written.Append(reader.Value);
            }

            return written.ToString();
        }
    }
}
