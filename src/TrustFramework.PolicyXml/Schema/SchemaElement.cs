using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>The declaration of an element in the schema of policy files.</summary>
public sealed class SchemaElement
{
    private readonly XmlSchemaElement _declaration;

    private SchemaElement(XmlSchemaElement declaration) => _declaration = declaration;

    /// <summary>The root element.</summary>
    public static SchemaElement Root { get; } = new(PolicySchema.RootDeclaration);

    public string Name => _declaration.Name!;

    /// <summary>The type of the element's text; null if the element has no text.</summary>
    public SchemaValueType? Text => _declaration.ElementSchemaType switch
    {
        XmlSchemaSimpleType type => new SchemaValueType(type, type.Datatype!),
        XmlSchemaComplexType { ContentType: XmlSchemaContentType.TextOnly } type => new SchemaValueType(type.BaseXmlSchemaType as XmlSchemaSimpleType, type.Datatype!),
        _ => null,
    };

    /// <summary>Returns the declaration of a child element; null when there is none.</summary>
    public SchemaElement? FindChild(string name) =>
        PolicySchema.GetChildElements(_declaration).FirstOrDefault(child => child.Name == name) is { } child ? new SchemaElement(child) : null;

    /// <summary>Returns the type of an attribute; null when the element does not have it.</summary>
    public SchemaValueType? FindAttribute(string name) =>
        _declaration.ElementSchemaType is XmlSchemaComplexType type
        && type.AttributeUses.Values.Cast<XmlSchemaAttribute>().FirstOrDefault(attribute => attribute.Name == name)?.AttributeSchemaType is { } attributeType
            ? new SchemaValueType(attributeType, attributeType.Datatype!)
            : null;
}
