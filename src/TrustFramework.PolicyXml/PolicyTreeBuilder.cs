using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace TrustFramework.PolicyXml;

/// <summary>Builds the element tree of a file while a reader reads it. Does not recurse, whatever the file contains.</summary>
internal sealed class PolicyTreeBuilder
{
    // About twice the depth of the schema. Deeper elements are content that no rule reads.
    private const int MaxDepth = 32;

    private readonly List<OpenElement> _openElements = [];

    /// <summary>Completed elements whose parent is still open. Each open element stores the index of its first child.</summary>
    private readonly List<PolicyNode> _completedElements = [];

    private string _policyId = "";

    /// <summary>Null until the end of the root has been read.</summary>
    public PolicyNode? Root { get; private set; }

    /// <summary>Whether the file has elements that are too deep and were left out.</summary>
    public bool IsTruncated { get; private set; }

    /// <param name="attributes">The attributes of an element; see <see cref="ReadAttributes"/>.</param>
    public void AddNode(XmlReader reader, ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element when reader.Depth <= MaxDepth:
                StartElement(reader, attributes);
                break;
            case XmlNodeType.Element:
                IsTruncated = true;
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when reader.Depth <= MaxDepth + 1:
                CollectionsMarshal.AsSpan(_openElements)[^1].AddText(reader.Value);
                break;
            // White space alone is text too, unless the element has children: then it is indentation.
            case XmlNodeType.Whitespace when reader.Depth <= MaxDepth + 1 && _openElements.Count > 0 && _completedElements.Count == _openElements[^1].FirstChildIndex:
                CollectionsMarshal.AsSpan(_openElements)[^1].AddText(reader.Value);
                break;
            case XmlNodeType.EndElement when reader.Depth <= MaxDepth:
                EndElement();
                break;
        }
    }

    private void StartElement(XmlReader reader, ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        var position = (IXmlLineInfo)reader;
        if (_openElements.Count == 0)
            _policyId = reader.GetAttribute("PolicyId") ?? "";
        var (name, line, column, empty) = (reader.LocalName, position.LineNumber, position.LinePosition, reader.IsEmptyElement);
        _openElements.Add(new OpenElement(name, new PolicyLocation(_policyId, line, column), attributes, _completedElements.Count));
        if (empty)
            EndElement();
    }

    /// <summary>
    /// Reads an element's attributes, without namespace declarations and attributes with a prefix. The reader stays on the
    /// element.
    /// </summary>
    public static ImmutableArray<KeyValuePair<string, string>> ReadAttributes(XmlReader reader)
    {
        if (reader.AttributeCount == 0)
            return [];
        var (attributes, count) = (new KeyValuePair<string, string>[reader.AttributeCount], 0);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI.Length == 0)
                attributes[count++] = new(reader.LocalName, reader.Value);
        }

        reader.MoveToElement();
        return ImmutableCollectionsMarshal.AsImmutableArray(count == attributes.Length ? attributes : attributes[..count]);
    }

    private void EndElement()
    {
        var open = _openElements[^1];
        _openElements.RemoveAt(_openElements.Count - 1);
        ImmutableArray<PolicyNode> children = [.. CollectionsMarshal.AsSpan(_completedElements)[open.FirstChildIndex..]];
        _completedElements.RemoveRange(open.FirstChildIndex, children.Length);
        var text = open.GetText();
        var node = new PolicyNode
        {
            Name = open.Name,
            Attributes = open.Attributes,
            Children = children,
            Text = children.IsEmpty || !string.IsNullOrWhiteSpace(text) ? text : "",
            Location = open.Location,
        };
        if (_openElements.Count > 0)
            _completedElements.Add(node);
        else
            Root = node;
    }

    private record struct OpenElement(string Name, PolicyLocation Location, ImmutableArray<KeyValuePair<string, string>> Attributes, int FirstChildIndex)
    {
        private string _text = "";

        /// <summary>Null unless comments or CDATA sections split the text into several nodes, of which there may be many.</summary>
        private StringBuilder? _parts;

        public void AddText(string text)
        {
            if (_text.Length == 0)
                _text = text;
            else
                (_parts ??= new StringBuilder(_text)).Append(text);
        }

        public readonly string GetText() => _parts?.ToString() ?? _text;
    }
}
