using System.Collections.Immutable;
using System.Xml;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>
/// Validates a file against the schema while it is read, without a validating reader and without keys, which would add two thirds
/// to the time.
/// </summary>
internal sealed class SchemaValidator
{
    /// <summary>
    /// In characters. An id is repeated for each element below or reference to it in messages and graphs. The service's limit is unknown. [I]
    /// </summary>
    private const int MaxIdLength = 256;

    private readonly XmlReader _reader;
    private readonly XmlSchemaValidator _validator;
    private readonly XmlValueGetter _valueGetter;

    public SchemaValidator(XmlReader reader)
    {
        (_reader, _valueGetter, _validator) = (reader, () => reader.Value, PolicySchema.CreateValidator(reader));
        _validator.ValidationEventHandler += (_, e) => Violation ??= SchemaViolations.FromException(e.Exception);
        _validator.Initialize();
    }

    /// <summary>
    /// The first violation. Its position inside a start tag is that of the tag. The violation of a key may come before it.
    /// </summary>
    public Finding? Violation { get; private set; }

    /// <summary>Whether an element sets its own type (<c>xsi:type</c>). Such a type may have keys of its own (<c>xs:ID</c>).</summary>
    public bool HasTypeOverrides { get; private set; }

    /// <summary>Validates the current node of the reader. Must not be called after a violation.</summary>
    /// <param name="attributes">The attributes of an element that have no namespace; there may be others.</param>
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
        var xsiType = hasOthers ? _reader.GetAttribute("type", XmlSchema.InstanceNamespace) : null;
        var nil = hasOthers ? _reader.GetAttribute("nil", XmlSchema.InstanceNamespace) : null;
        HasTypeOverrides |= xsiType is not null;
        _validator.ValidateElement(_reader.LocalName, _reader.NamespaceURI, schemaInfo: null, xsiType, nil, xsiSchemaLocation: null, xsiNoNamespaceSchemaLocation: null);
        foreach (var (name, value) in attributes)
            _validator.ValidateAttribute(name, "", value, schemaInfo: null);
        if (hasOthers)
            ValidateQualifiedAttributes();
        _validator.ValidateEndOfAttributes(null);
        if (_reader.IsEmptyElement)
            _validator.ValidateEndElement(null);
        Violation ??= SchemaViolations.FindUnreported(_reader) ?? FindLongId(attributes);
    }

    private Finding? FindLongId(ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (value.Length > MaxIdLength && name.EndsWith("Id", StringComparison.Ordinal))
                return SchemaViolations.CreateFinding(_reader, $"The '{name}' attribute is longer than {MaxIdLength} characters.");
        }

        return null;
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
