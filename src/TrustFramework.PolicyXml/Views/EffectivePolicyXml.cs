using System.Text;
using System.Xml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Schema;

namespace TrustFramework.PolicyXml.Views;

/// <summary>Writes the effective policy as a policy file that can be uploaded. Comments give the origin of inherited elements.</summary>
public static class EffectivePolicyXml
{
    /// <summary>Returns UTF-8 without a byte order mark. The same policy always results in the same bytes.</summary>
    public static ReadOnlyMemory<byte> Write(MergedPolicy policy)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            // An XML reader normalizes unescaped line ends in values.
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var xml = XmlWriter.Create(stream, settings))
        {
            Write(xml, EffectivePolicy.BuildTree(policy));
            xml.WriteWhitespace("\n");
        }

        return stream.ToArray();
    }

    private static void Write(XmlWriter xml, PolicyNode node)
    {
        xml.WriteStartElement(node.Name, PolicySchema.Namespace);
        foreach (var (name, value) in node.Attributes)
            xml.WriteAttributeString(name, value);
        WriteText(xml, node.Text);
        foreach (var child in node.Children)
        {
            // The XML writer separates two hyphens in an id, because comments must not contain them.
            if (child.Location.PolicyId != node.Location.PolicyId)
                xml.WriteComment($" {child.Location.PolicyId}, line {child.Location.Line} ");
            Write(xml, child);
        }

        xml.WriteEndElement();
    }

    /// <summary>White space alone would be read as indentation, so it is written as character references.</summary>
    private static void WriteText(XmlWriter xml, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            xml.WriteString(text);
            return;
        }

        foreach (var character in text)
            xml.WriteCharEntity(character);
    }
}
