using System.Xml;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>
/// The findings for files that violate the schema. The service runs the .NET schema engine, so its messages and positions are
/// those of the engine: policy-rules 7 [V].
/// </summary>
internal static class SchemaViolations
{
    // The schema has 16 levels. Only the content of LoadUri and Extensions can be deeper, and the engine takes time quadratic in the
    // depth. [I]
    private const int MaxDepth = 256;
    private const int MaxViolations = 100;
    private const string TooDeepMessage = "The element is nested more deeply than 256 levels.";

    /// <summary>Returns the first violation of well-formed XML, or null. Reads no further than the violation.</summary>
    public static Finding? FindFirst(XmlReader reader)
    {
        try
        {
            using var validating = PolicySchema.CreateValidatingReader(reader);
            while (validating.Read())
            {
                if (FindUnreported(reader) is { } unreported)
                    return unreported;
            }

            return null;
        }
        catch (XmlSchemaValidationException violation)
        {
            return FromException(violation);
        }
    }

    /// <summary>Returns the violations of well-formed XML, at most a hundred, where <see cref="FindFirst"/> stops at the first.</summary>
    public static IReadOnlyList<Finding> FindAll(XmlReader reader)
    {
        var found = new List<Finding>();
        using var validating = PolicySchema.CreateValidatingReader(reader, (_, e) => found.Add(FromException(e.Exception)));
        while (found.Count < MaxViolations && validating.Read())
        {
            if (FindUnreported(reader) is not { } unreported)
                continue;
            found.Add(unreported);
            break;
        }

        return found;
    }

    public static Finding FromException(XmlSchemaException violation) => new(violation.Message, violation.LineNumber, violation.LinePosition);

    /// <summary>Returns a violation at the current node of <paramref name="reader"/> that the engine does not report.</summary>
    public static Finding? FindUnreported(XmlReader reader)
    {
        if (reader.NodeType != XmlNodeType.Element)
            return null;
        if (reader.Depth > MaxDepth)
            return CreateFinding(reader, TooDeepMessage);
        if (reader.Depth > 0 || reader is { LocalName: PolicySchema.RootElement, NamespaceURI: PolicySchema.Namespace })
            return null;
        // The engine only warns about an unknown root. Its message is used as the error. [I]
        var name = reader.NamespaceURI.Length == 0 ? reader.LocalName : $"{reader.NamespaceURI}:{reader.LocalName}";
        return CreateFinding(reader, $"Could not find schema information for the element '{name}'.");
    }

    /// <summary>Creates a finding at the current node of a reader.</summary>
    public static Finding CreateFinding(XmlReader reader, string message)
    {
        var position = (IXmlLineInfo)reader;
        return new Finding(message, position.LineNumber, position.LinePosition);
    }
}
