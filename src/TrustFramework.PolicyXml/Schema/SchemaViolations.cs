using System.Xml;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>
/// What is said of a file that breaks the schema. The service runs the .NET schema engine, so its texts and positions come for free:
/// policy-rules 7 [V].
/// </summary>
internal static class SchemaViolations
{
    // The schema itself goes down to 16; only the contents of LoadUri and Extensions can go further, where the engine's time grows with
    // the square of the depth. [I]
    private const int MaxDepth = 256;
    private const string TooDeepMessage = "The element is nested more deeply than 256 levels.";

    /// <summary>Of well-formed XML, the first violation; null when it keeps to the schema. Reads no further.</summary>
    public static Finding? FindFirst(XmlReader reader)
    {
        try
        {
            using var validating = PolicySchema.CreateValidatingReader(reader);
            while (validating.Read())
            {
                if (FindUnreported(reader) is { } unseen)
                    return unseen;
            }

            return null;
        }
        catch (XmlSchemaValidationException violation)
        {
            return FromException(violation);
        }
    }

    public static Finding FromException(XmlSchemaException violation) => new(violation.Message, violation.LineNumber, violation.LinePosition);

    /// <summary>What the engine lets pass of the node that <paramref name="reader"/> is at.</summary>
    public static Finding? FindUnreported(XmlReader reader)
    {
        if (reader.NodeType != XmlNodeType.Element)
            return null;
        var place = (IXmlLineInfo)reader;
        if (reader.Depth > MaxDepth)
            return new Finding(TooDeepMessage, place.LineNumber, place.LinePosition);
        if (reader.Depth > 0 || reader is { LocalName: PolicySchema.RootElement, NamespaceURI: PolicySchema.Namespace })
            return null;
        // The schema engine only warns of a root that it does not know; its words are used all the same. [I]
        var name = reader.NamespaceURI.Length == 0 ? reader.LocalName : $"{reader.NamespaceURI}:{reader.LocalName}";
        return new Finding($"Could not find schema information for the element '{name}'.", place.LineNumber, place.LinePosition);
    }
}
