using System.Collections.Immutable;
using System.Xml;

namespace TrustFramework.PolicyXml;

/// <summary>Grows the tree of a file while a reader walks through it; no recursion, whatever the file holds.</summary>
internal sealed class PolicyTree
{
    // The deepest place that the schema knows is about half as deep; below are only contents that nobody looks into.
    private const int Deepest = 32;

    private readonly Stack<Open> _open = new();
    private string _policyId = "";

    /// <summary>Null until the end of the root has been seen.</summary>
    public PolicyNode? Root { get; private set; }

    public void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element when reader.Depth <= Deepest:
                Start(reader);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when reader.Depth <= Deepest + 1:
                _open.Peek().Text += reader.Value;
                break;
            case XmlNodeType.EndElement when reader.Depth <= Deepest:
                Close();
                break;
        }
    }

    private void Start(XmlReader reader)
    {
        var (line, column) = ((IXmlLineInfo)reader).HasLineInfo() ? (((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition) : (0, 0);
        if (_open.Count == 0)
            _policyId = reader.GetAttribute("PolicyId") ?? "";
        var open = new Open(Known(reader.LocalName), new PolicyPlace(_policyId, line, column));
        var empty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix.Length == 0 && reader.LocalName != "xmlns")
                open.Attributes.Add(new(Known(reader.LocalName), reader.Value));
        }

        reader.MoveToElement();
        _open.Push(open);
        if (empty)
            Close();
    }

    private void Close()
    {
        var node = _open.Pop().Finish();
        if (_open.TryPeek(out var parent))
            parent.Children.Add(node);
        else
            Root = node;
    }

    /// <summary>Names are few and recur: those that our own code mentions are held once for all files.</summary>
    private static string Known(string name) => string.IsInterned(name) ?? name;

    private sealed class Open(string name, PolicyPlace place)
    {
        public ImmutableArray<KeyValuePair<string, string>>.Builder Attributes { get; } = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();

        public ImmutableArray<PolicyNode>.Builder Children { get; } = ImmutableArray.CreateBuilder<PolicyNode>();

        public string Text { get; set; } = "";

        public PolicyNode Finish() => new()
        {
            Name = name,
            Attributes = Attributes.DrainToImmutable(),
            Children = Children.DrainToImmutable(),
            Text = Text,
            Place = place,
        };
    }
}
