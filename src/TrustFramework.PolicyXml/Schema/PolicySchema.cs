using System.Collections.Frozen;
using System.Xml;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>This project's XSD for policy files, compiled once, and the readers that apply it.</summary>
internal static class PolicySchema
{
    public const string Namespace = "http://schemas.microsoft.com/online/cpim/schemas/2013/06";
    public const string RootElement = "TrustFrameworkPolicy";

    /// <summary>The namespace of <c>xmlns</c> attributes.</summary>
    public const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    /// <summary>The pattern of the schema's types for GUIDs.</summary>
    public const string GuidPattern = "[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}";

    private static readonly Lazy<XmlSchemaSet> CompiledSchemas = new(Compile);

    private static readonly Lazy<SchemaKeys> DeclaredKeys = new(() => SchemaKeys.FromDeclarations(GetElementDeclarations()));

    public static XmlSchemaElement RootDeclaration => (XmlSchemaElement)CompiledSchemas.Value.GlobalElements[new XmlQualifiedName(RootElement, Namespace)]!;

    /// <summary>The unique keys of the schema.</summary>
    public static SchemaKeys Keys => DeclaredKeys.Value;

    /// <summary>Wraps <paramref name="reader"/> in a reader that validates while it reads and throws at the first violation.</summary>
    /// <exception cref="XmlSchemaValidationException">Thrown by the returned reader.</exception>
    public static XmlReader CreateValidatingReader(XmlReader reader) => CreateValidatingReader(reader, handler: null);

    /// <summary>Wraps <paramref name="reader"/> in a reader that validates while it reads and passes violations to the handler.</summary>
    public static XmlReader CreateValidatingReader(XmlReader reader, ValidationEventHandler? handler)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = CompiledSchemas.Value };
        settings.ValidationEventHandler += handler;
        return XmlReader.Create(reader, settings);
    }

    /// <summary>Creates a schema validator without a reader around it. It does not check <see cref="Keys"/>.</summary>
    public static XmlSchemaValidator CreateValidator(XmlReader reader) =>
        new(reader.NameTable, CompiledSchemas.Value, (IXmlNamespaceResolver)reader, XmlSchemaValidationFlags.AllowXmlAttributes) { XmlResolver = null };

    /// <summary>Creates a reader for <paramref name="text"/>. Document types, and with them entities, are rejected.</summary>
    public static XmlReader CreateReader(TextReader text) =>
        XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });

    /// <summary>
    /// Returns the position of each child element among its siblings, by the names of parent and child. If a name recurs, the
    /// first position is used.
    /// </summary>
    public static FrozenDictionary<(string Parent, string Child), int> GetElementOrder()
    {
        var order = new Dictionary<(string, string), int>();
        foreach (var parent in GetElementDeclarations().Where(element => GetChildElements(element).Any()).DistinctBy(element => element.Name, StringComparer.Ordinal))
        {
            foreach (var (position, child) in GetChildElements(parent).Index())
                order.TryAdd((parent.Name!, child.Name!), position);
        }

        return order.ToFrozenDictionary();
    }

    /// <summary>Returns the child elements of an element in the order of the schema.</summary>
    public static IEnumerable<XmlSchemaElement> GetChildElements(XmlSchemaElement element) =>
        element.ElementSchemaType is XmlSchemaComplexType { ContentTypeParticle: XmlSchemaGroupBase group } ? FlattenElements(group) : [];

    /// <summary>Returns every element that the schema declares, each before its children.</summary>
    private static IEnumerable<XmlSchemaElement> GetElementDeclarations()
    {
        var visited = new HashSet<XmlSchemaElement>();
        return CompiledSchemas.Value.GlobalElements.Values.Cast<XmlSchemaElement>().SelectMany(Visit);

        IEnumerable<XmlSchemaElement> Visit(XmlSchemaElement element) => visited.Add(element) ? GetChildElements(element).SelectMany(Visit).Prepend(element) : [];
    }

    private static IEnumerable<XmlSchemaElement> FlattenElements(XmlSchemaGroupBase group) => group.Items.Cast<XmlSchemaObject>().SelectMany(item => item switch
    {
        XmlSchemaElement element => [element],
        XmlSchemaGroupBase inner => FlattenElements(inner),
        _ => [],
    });

    private static XmlSchemaSet Compile()
    {
        using var stream = typeof(PolicySchema).Assembly.GetManifestResourceStream("TrustFrameworkPolicy.xsd")!;
        using var reader = XmlReader.Create(stream);
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(Namespace, reader);
        set.Compile();
        return set;
    }
}
