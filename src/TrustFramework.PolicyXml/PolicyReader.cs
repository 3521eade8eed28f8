using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using System.Xml;
using System.Xml.Schema;
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

/// <summary>Bytes to document, in one pass. A file that cannot be read is an answer, not an exception.</summary>
public static class PolicyReader
{
    /// <summary>
    /// Reads a policy file as UTF-8, whatever its declaration or transport say (clients 2.4 [R]), with or without a byte
    /// order mark; document types, and with them entities, are refused.
    /// </summary>
    public static PolicyReading Read(ReadOnlyMemory<byte> bytes)
    {
        var content = Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
        var pass = new Pass(content);
        try
        {
            pass.Run();
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
                Root = pass.Violation is null ? pass.Root : null,
                PublicPolicyUriGap = pass.Gap,
            },
            SchemaViolation = pass.Violation,
        };
    }

    /// <summary>One walk through the file: the names on the way, and the first violation. Its text is never held as a whole.</summary>
    private sealed class Pass(ReadOnlyMemory<byte> content)
    {
        private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

        // The schema itself goes down to 16; only the contents of LoadUri and Extensions can go further, where the validator's time
        // grows with the square of the depth. [I]
        private const int Deepest = 256;
        private const string TooDeep = "The element is nested more deeply than 256 levels.";

        private readonly PolicyTree _tree = new();
        private bool _inBasePolicy;
        private Func<bool> _read = () => false;

        public string PolicyId { get; private set; } = "";

        public string TenantId { get; private set; } = "";

        public string? BasePolicyId { get; private set; }

        /// <inheritdoc cref="PolicyDocument.PublicPolicyUriGap"/>
        public int? Gap { get; private set; }

        public Finding? Violation { get; private set; }

        public PolicyNode? Root => _tree.Root;

        /// <summary>
        /// Validates up to the first violation; what follows has only to be well-formed, which is cheaper, and is asked from the
        /// beginning since a syntax error anywhere counts before a violation.
        /// </summary>
        public void Run()
        {
            using (var source = Open())
            using (var reader = PolicySchema.ReadUnvalidated(source))
            using (var validating = PolicySchema.Validate(reader, (_, e) => Note(e.Exception)))
                Walk(reader, validating.Read);
            if (Violation is null)
                return;
            using var again = Open();
            using var plain = PolicySchema.ReadUnvalidated(again);
            Walk(plain, plain.Read);
        }

        private int Start => content.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

        private StreamReader Open()
        {
            var rest = content[Start..];
            var stream = MemoryMarshal.TryGetArray(rest, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(rest.ToArray());
            return new StreamReader(stream, WithoutMark, detectEncodingFromByteOrderMarks: false, bufferSize: 4 * 1024);
        }

        /// <param name="reader">What is read; asked itself, since a validating reader around it answers the same more slowly.</param>
        /// <param name="read">Moves it on.</param>
        private void Walk(XmlReader reader, Func<bool> read)
        {
            _read = read;
            var validating = Violation is null;
            while (Advance(reader) && (Violation is null || !validating))
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (reader.Depth == 0)
                    ReadRoot(reader);
                else if (reader is { Depth: 2, LocalName: "PolicyId", NamespaceURI: PolicySchema.Namespace } && _inBasePolicy)
                    BasePolicyId = ReadText(reader);
                else if (reader.Depth == 1)
                    _inBasePolicy = reader is { LocalName: "BasePolicy", NamespaceURI: PolicySchema.Namespace };
                else if (reader.Depth > Deepest && Violation is null)
                    Violation = new Finding(TooDeep, ((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition);
            }
        }

        /// <summary>The only way forward, so that the tree misses nothing. What breaks the schema is never looked into.</summary>
        private bool Advance(XmlReader reader)
        {
            if (!_read())
                return false;
            if (Violation is null)
                _tree.Take(reader);
            return true;
        }

        private void ReadRoot(XmlReader reader)
        {
            PolicyId = reader.GetAttribute("PolicyId") ?? "";
            TenantId = reader.GetAttribute("TenantId") ?? "";
            var place = (IXmlLineInfo)reader;
            if (reader.LocalName != PolicySchema.Root || reader.NamespaceURI != PolicySchema.Namespace)
            {
                // The schema engine only warns of a root that it does not know; its words are used all the same. [I]
                var name = reader.NamespaceURI.Length == 0 ? reader.LocalName : $"{reader.NamespaceURI}:{reader.LocalName}";
                Violation ??= new Finding(
                    $"Could not find schema information for the element '{name}'.", place.LineNumber, place.LinePosition);
            }

            if (reader.GetAttribute("PublicPolicyUri") is null)
                Gap = GapAt(place.LineNumber, place.LinePosition);
        }

        private int GapAt(int line, int position)
        {
            var text = Encoding.UTF8.GetString(content.Span[Start..]);
            return Start + Encoding.UTF8.GetByteCount(text.AsSpan(0, StartTag.EndOfAttributes(text, line, position)));
        }

        /// <summary>The element's text, leaving the reader on its last node; nested elements do not count.</summary>
        private string ReadText(XmlReader reader)
        {
            if (reader.IsEmptyElement)
                return "";
            var written = new StringBuilder();
            var depth = reader.Depth;
            while (Advance(reader) && reader.Depth > depth)
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                    written.Append(reader.Value);
            }

            return written.ToString();
        }

        private void Note(XmlSchemaException violation) =>
            Violation ??= new Finding(violation.Message, violation.LineNumber, violation.LinePosition);
    }
}
