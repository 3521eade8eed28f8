using System.Collections.Frozen;
using System.Xml;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>Our own XSD for policy files, compiled once, and the reader that applies it.</summary>
internal static class PolicySchema
{
    public const string Namespace = "http://schemas.microsoft.com/online/cpim/schemas/2013/06";
    public const string Root = "TrustFrameworkPolicy";

    private static readonly Lazy<XmlSchemaSet> Compiled = new(Compile);

    /// <summary>
    /// Applies the schema to what <paramref name="reader"/> reads, as it goes. The service runs the .NET schema engine, so its
    /// texts and positions come for free: policy-rules 7 [V].
    /// </summary>
    public static XmlReader Validate(XmlReader reader, ValidationEventHandler onViolation)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Compiled.Value };
        settings.ValidationEventHandler += onViolation;
        return XmlReader.Create(reader, settings);
    }

    /// <summary>Reads <paramref name="text"/> with document types, and with them entities, refused.</summary>
    public static XmlReader ReadUnvalidated(TextReader text) =>
        XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });

    /// <summary>The place of each child element among its siblings, by the names of both; of names that recur, the first.</summary>
    public static FrozenDictionary<(string Parent, string Child), int> ReadOrder()
    {
        var order = new Dictionary<(string, string), int>();
        foreach (XmlSchemaElement root in Compiled.Value.GlobalElements.Values)
            Enter(root);
        return order.ToFrozenDictionary();

        void Enter(XmlSchemaElement element)
        {
            if (element.ElementSchemaType is not XmlSchemaComplexType { ContentTypeParticle: XmlSchemaGroupBase group } || !order.TryAdd((element.Name!, ""), -1))
                return;
            var children = Elements(group).ToList();
            for (var i = 0; i < children.Count; i++)
            {
                order.TryAdd((element.Name!, children[i].Name!), i);
                Enter(children[i]);
            }
        }

        static IEnumerable<XmlSchemaElement> Elements(XmlSchemaGroupBase group) => group.Items.Cast<XmlSchemaObject>().SelectMany(item => item switch
        {
            XmlSchemaElement element => [element],
            XmlSchemaGroupBase inner => Elements(inner),
            _ => [],
        });
    }

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
