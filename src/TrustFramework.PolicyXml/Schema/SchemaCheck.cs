using System.Collections.Immutable;
using System.Xml;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>
/// Whether a file keeps to the schema, asked while it is read: the engine without what a validating reader puts around it, and without
/// the keys. Together that is two fifths of the time.
/// </summary>
internal sealed class SchemaCheck
{
    private readonly XmlReader _reader;
    private readonly XmlSchemaValidator _engine;
    private readonly XmlValueGetter _value;

    public SchemaCheck(XmlReader reader)
    {
        (_reader, _value, _engine) = (reader, () => reader.Value, PolicySchema.CreateValidator(reader));
        _engine.ValidationEventHandler += (_, e) => Violation ??= SchemaViolation.Of(e.Exception);
        _engine.Initialize();
    }

    /// <summary>What was found; of a place inside a start tag, the place of the tag. A broken key may stand before it.</summary>
    public Finding? Violation { get; private set; }

    /// <summary>Whether an element called for another type than the schema gives it: it may be one with keys of its own, <c>xs:ID</c>.</summary>
    public bool HasOwnTypes { get; private set; }

    /// <summary>Takes the node that the reader is at. Not to be asked after a violation.</summary>
    /// <param name="attributes">An element's attributes without namespace; there may be others.</param>
    public void Take(ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        switch (_reader.NodeType)
        {
            case XmlNodeType.Element:
                TakeElement(attributes);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                _engine.ValidateText(_value);
                break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                _engine.ValidateWhitespace(_value);
                break;
            case XmlNodeType.EndElement:
                _engine.ValidateEndElement(null);
                break;
        }
    }

    private void TakeElement(ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        var hasOthers = attributes.Length < _reader.AttributeCount;
        var ownType = hasOthers ? _reader.GetAttribute("type", XmlSchema.InstanceNamespace) : null;
        var nil = hasOthers ? _reader.GetAttribute("nil", XmlSchema.InstanceNamespace) : null;
        HasOwnTypes |= ownType is not null;
        _engine.ValidateElement(_reader.LocalName, _reader.NamespaceURI, schemaInfo: null, ownType, nil, xsiSchemaLocation: null, xsiNoNamespaceSchemaLocation: null);
        foreach (var (name, value) in attributes)
            _engine.ValidateAttribute(name, "", value, schemaInfo: null);
        if (hasOthers)
            TakeOtherAttributes();
        _engine.ValidateEndOfAttributes(null);
        if (_reader.IsEmptyElement)
            _engine.ValidateEndElement(null);
        Violation ??= SchemaViolation.Unseen(_reader);
    }

    private void TakeOtherAttributes()
    {
        while (_reader.MoveToNextAttribute())
        {
            if (_reader.NamespaceURI is { Length: > 0 } uri and not PolicySchema.DeclarationNamespace)
                _engine.ValidateAttribute(_reader.LocalName, uri, _value, schemaInfo: null);
        }

        _reader.MoveToElement();
    }
}
