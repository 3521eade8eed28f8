using System.Collections.Immutable;
using System.Xml;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>
/// Whether a file keeps to the schema, asked while it is read: the engine without what a validating reader puts around it, and without
/// the keys. Together that is two fifths of the time.
/// </summary>
internal sealed class SchemaValidator
{
    private readonly XmlReader _reader;
    private readonly XmlSchemaValidator _validator;
    private readonly XmlValueGetter _valueGetter;

    public SchemaValidator(XmlReader reader)
    {
        (_reader, _valueGetter, _validator) = (reader, () => reader.Value, PolicySchema.CreateValidator(reader));
        _validator.ValidationEventHandler += (_, e) => Violation ??= SchemaViolations.FromException(e.Exception);
        _validator.Initialize();
    }

    /// <summary>What was found; of a place inside a start tag, the place of the tag. A broken key may stand before it.</summary>
    public Finding? Violation { get; private set; }

    /// <summary>Whether an element called for another type than the schema gives it: it may be one with keys of its own, <c>xs:ID</c>.</summary>
    public bool HasTypeOverrides { get; private set; }

    /// <summary>Takes the node that the reader is at. Not to be asked after a violation.</summary>
    /// <param name="attributes">An element's attributes without namespace; there may be others.</param>
    public void ValidateNode(ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        switch (_reader.NodeType)
        {
            case XmlNodeType.Element:
                ValidateElement(attributes);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                _validator.ValidateText(_valueGetter);
                break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                _validator.ValidateWhitespace(_valueGetter);
                break;
            case XmlNodeType.EndElement:
                _validator.ValidateEndElement(null);
                break;
        }
    }

    private void ValidateElement(ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        var hasOthers = attributes.Length < _reader.AttributeCount;
        var ownType = hasOthers ? _reader.GetAttribute("type", XmlSchema.InstanceNamespace) : null;
        var nil = hasOthers ? _reader.GetAttribute("nil", XmlSchema.InstanceNamespace) : null;
        HasTypeOverrides |= ownType is not null;
        _validator.ValidateElement(_reader.LocalName, _reader.NamespaceURI, schemaInfo: null, ownType, nil, xsiSchemaLocation: null, xsiNoNamespaceSchemaLocation: null);
        foreach (var (name, value) in attributes)
            _validator.ValidateAttribute(name, "", value, schemaInfo: null);
        if (hasOthers)
            ValidateQualifiedAttributes();
        _validator.ValidateEndOfAttributes(null);
        if (_reader.IsEmptyElement)
            _validator.ValidateEndElement(null);
        Violation ??= SchemaViolations.FindUnreported(_reader);
    }

    private void ValidateQualifiedAttributes()
    {
        while (_reader.MoveToNextAttribute())
        {
            if (_reader.NamespaceURI is { Length: > 0 } uri and not PolicySchema.XmlnsNamespace)
                _validator.ValidateAttribute(_reader.LocalName, uri, _valueGetter, schemaInfo: null);
        }

        _reader.MoveToElement();
    }
}
