using System.Collections.Frozen;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>The declaration of an element in the schema of policy files.</summary>
public sealed class SchemaElement
{
    private readonly Lazy<FrozenDictionary<string, SchemaElement>> _children;
    private readonly Lazy<FrozenDictionary<string, SchemaValueType>> _attributes;

    private SchemaElement(XmlSchemaElement declaration)
    {
        Name = declaration.Name!;
        Text = ReadTextType(declaration.ElementSchemaType);
        _children = new(() => PolicySchema.GetChildElements(declaration).DistinctBy(child => child.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(child => child.Name!, child => new SchemaElement(child), StringComparer.Ordinal));
        _attributes = new(() => ReadAttributes(declaration.ElementSchemaType).ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The root element.</summary>
    public static SchemaElement Root { get; } = new(PolicySchema.RootDeclaration);

    public string Name { get; }

    /// <summary>The type of the element's text; null if the element has no text.</summary>
    public SchemaValueType? Text { get; }

    /// <summary>Returns the declaration of a child element; null when there is none.</summary>
    public SchemaElement? FindChild(string name) => _children.Value.GetValueOrDefault(name);

    /// <summary>Returns the type of an attribute; null when the element does not have it.</summary>
    public SchemaValueType? FindAttribute(string name) => _attributes.Value.GetValueOrDefault(name);

    private static SchemaValueType? ReadTextType(XmlSchemaType? type) => type switch
    {
        XmlSchemaSimpleType simple => new SchemaValueType(simple, simple.Datatype!),
        XmlSchemaComplexType { ContentType: XmlSchemaContentType.TextOnly } complex => new SchemaValueType(complex.BaseXmlSchemaType as XmlSchemaSimpleType, complex.Datatype!),
        _ => null,
    };

    private static IEnumerable<KeyValuePair<string, SchemaValueType>> ReadAttributes(XmlSchemaType? type)
    {
        if (type is not XmlSchemaComplexType complex)
            yield break;
        foreach (XmlSchemaAttribute attribute in complex.AttributeUses.Values)
        {
            if (attribute is { Name: { } name, AttributeSchemaType: { Datatype: { } datatype } attributeType })
                yield return new KeyValuePair<string, SchemaValueType>(name, new SchemaValueType(attributeType, datatype));
        }
    }
}
