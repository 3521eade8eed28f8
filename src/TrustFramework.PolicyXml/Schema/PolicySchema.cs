using System.Collections.Frozen;
using System.Xml;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>Our own XSD for policy files, compiled once, and the reader that applies it.</summary>
internal static class PolicySchema
{
    public const string Namespace = "http://schemas.microsoft.com/online/cpim/schemas/2013/06";
    public const string RootElement = "TrustFrameworkPolicy";

    /// <summary>Of <c>xmlns</c> attributes.</summary>
    public const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    private static readonly Lazy<XmlSchemaSet> CompiledSchemas = new(Compile);

    private static readonly Lazy<SchemaKeys> DeclaredKeys = new(() => SchemaKeys.FromDeclarations(GetElementDeclarations()));

    /// <summary>What has to be unique in a file.</summary>
    public static SchemaKeys Keys => DeclaredKeys.Value;

    /// <summary>Applies the schema to what <paramref name="reader"/> reads, as it goes; throws at the first violation.</summary>
    /// <exception cref="XmlSchemaValidationException">From reading on.</exception>
    public static XmlReader CreateValidatingReader(XmlReader reader) =>
        XmlReader.Create(reader, new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = CompiledSchemas.Value });

    /// <summary>The engine without a reader around it, for what <paramref name="reader"/> reads. Does not look at <see cref="Keys"/>.</summary>
    public static XmlSchemaValidator CreateValidator(XmlReader reader) =>
        new(reader.NameTable, CompiledSchemas.Value, (IXmlNamespaceResolver)reader, XmlSchemaValidationFlags.AllowXmlAttributes) { XmlResolver = null };

    /// <summary>Reads <paramref name="text"/> with document types, and with them entities, refused.</summary>
    public static XmlReader CreateReader(TextReader text) =>
        XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });

    /// <summary>The place of each child element among its siblings, by the names of both; of names that recur, the first.</summary>
    public static FrozenDictionary<(string Parent, string Child), int> GetElementOrder()
    {
        var order = new Dictionary<(string, string), int>();
        foreach (var parent in GetElementDeclarations().Where(element => GetChildElements(element).Any()).DistinctBy(element => element.Name, StringComparer.Ordinal))
        {
            foreach (var (place, child) in GetChildElements(parent).Index())
                order.TryAdd((parent.Name!, child.Name!), place);
        }

        return order.ToFrozenDictionary();
    }

    /// <summary>The elements that an element may hold, in the schema's order.</summary>
    public static IEnumerable<XmlSchemaElement> GetChildElements(XmlSchemaElement element) =>
        element.ElementSchemaType is XmlSchemaComplexType { ContentTypeParticle: XmlSchemaGroupBase group } ? FlattenElements(group) : [];

    /// <summary>Every element that the schema declares, each before what it may hold.</summary>
    private static IEnumerable<XmlSchemaElement> GetElementDeclarations()
    {
        var known = new HashSet<XmlSchemaElement>();
        return CompiledSchemas.Value.GlobalElements.Values.Cast<XmlSchemaElement>().SelectMany(Enter);

        IEnumerable<XmlSchemaElement> Enter(XmlSchemaElement element) => known.Add(element) ? GetChildElements(element).SelectMany(Enter).Prepend(element) : [];
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
