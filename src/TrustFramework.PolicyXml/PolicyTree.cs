using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Xml;

namespace TrustFramework.PolicyXml;

/// <summary>Grows the tree of a file while a reader walks through it; no recursion, whatever the file holds.</summary>
internal sealed class PolicyTree
{
    // The deepest place that the schema knows is about half as deep; below are only contents that nobody looks into.
    private const int Deepest = 32;

    private readonly List<Open> _open = [];

    /// <summary>Finished elements whose parent is still open; each open element knows where its own begin.</summary>
    private readonly List<PolicyNode> _finished = [];

    private string _policyId = "";

    /// <summary>Null until the end of the root has been seen.</summary>
    public PolicyNode? Root { get; private set; }

    /// <summary>Whether there was anything so deep that it is left out.</summary>
    public bool IsCut { get; private set; }

    /// <param name="attributes">Those of an element, see <see cref="Attributes"/>.</param>
    public void Take(XmlReader reader, ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element when reader.Depth <= Deepest:
                Start(reader, attributes);
                break;
            case XmlNodeType.Element:
                IsCut = true;
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when reader.Depth <= Deepest + 1:
                CollectionsMarshal.AsSpan(_open)[^1].Text += reader.Value;
                break;
            // Blanks alone are text as well, unless a child element shows that they only set it off.
            case XmlNodeType.Whitespace when reader.Depth <= Deepest + 1 && _open.Count > 0 && _finished.Count == _open[^1].FirstChild:
                CollectionsMarshal.AsSpan(_open)[^1].Text += reader.Value;
                break;
            case XmlNodeType.EndElement when reader.Depth <= Deepest:
                Close();
                break;
        }
    }

    private void Start(XmlReader reader, ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        var place = (IXmlLineInfo)reader;
        if (_open.Count == 0)
            _policyId = reader.GetAttribute("PolicyId") ?? "";
        var (name, line, column, empty) = (reader.LocalName, place.LineNumber, place.LinePosition, reader.IsEmptyElement);
        _open.Add(new Open(name, new PolicyPlace(_policyId, line, column), attributes, _finished.Count));
        if (empty)
            Close();
    }

    /// <summary>An element's attributes without those that have a prefix and without declarations of namespaces; the reader stays.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Attributes(XmlReader reader)
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

    private void Close()
    {
        var open = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        ImmutableArray<PolicyNode> children = [.. CollectionsMarshal.AsSpan(_finished)[open.FirstChild..]];
        _finished.RemoveRange(open.FirstChild, children.Length);
        var node = new PolicyNode
        {
            Name = open.Name,
            Attributes = open.Attributes,
            Children = children,
            Text = children.IsEmpty || !string.IsNullOrWhiteSpace(open.Text) ? open.Text : "",
            Place = open.Place,
        };
        if (_open.Count > 0)
            _finished.Add(node);
        else
            Root = node;
    }

    private record struct Open(string Name, PolicyPlace Place, ImmutableArray<KeyValuePair<string, string>> Attributes, int FirstChild)
    {
        public string Text { get; set; } = "";
    }
}
