using System.Collections.Immutable;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>The type of an attribute or of an element's text in the schema of policy files.</summary>
public sealed class SchemaValueType
{
    private readonly XmlSchemaDatatype _datatype;

    internal SchemaValueType(XmlSchemaSimpleType? type, XmlSchemaDatatype datatype)
    {
        (_datatype, AllowedValues) = (datatype, GetEnumeration(type));
        IsGuid = GetFacets<XmlSchemaPatternFacet>(type).Any(pattern => pattern.Value == PolicySchema.GuidPattern);
    }

    /// <summary>The values of an enumeration, in the order of the schema; empty for any other type.</summary>
    public ImmutableArray<string> AllowedValues { get; }

    /// <summary>The built-in type that the type is derived from.</summary>
    public XmlTypeCode TypeCode => _datatype.TypeCode;

    public bool IsGuid { get; }

    public bool IsValid(string value)
    {
        try
        {
            _datatype.ParseValue(value, nameTable: null!, nsmgr: null);
            return true;
        }
        catch (XmlSchemaException)
        {
            return false;
        }
    }

    private static ImmutableArray<string> GetEnumeration(XmlSchemaSimpleType? type) => [.. GetFacets<XmlSchemaEnumerationFacet>(type).Select(facet => facet.Value!)];

    private static IEnumerable<T> GetFacets<T>(XmlSchemaSimpleType? type)
        where T : XmlSchemaFacet =>
        type?.Content is XmlSchemaSimpleTypeRestriction restriction ? restriction.Facets.OfType<T>() : [];
}
