using System.Text;
using System.Xml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Schema;

namespace TrustFramework.PolicyXml.Views;

/// <summary>The effective policy as a policy file: one that could be uploaded, with the origin of inherited elements in comments.</summary>
public static class EffectivePolicyXml
{
    /// <summary>UTF-8 without a byte order mark; the same policy always gives the same bytes.</summary>
    public static ReadOnlyMemory<byte> Write(MergedPolicy policy)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            // Line ends inside of values would be read back as something else.
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
            // Two hyphens, which a comment may not hold and an id may, are written apart.
            if (child.Location.PolicyId != node.Location.PolicyId)
                xml.WriteComment($" {child.Location.PolicyId}, line {child.Location.Line} ");
            Write(xml, child);
        }

        xml.WriteEndElement();
    }

    /// <summary>Blanks alone would be taken for indentation, so they are written as references.</summary>
    private static void WriteText(XmlWriter xml, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            xml.WriteString(text);
            return;
        }

        foreach (var blank in text)
            xml.WriteCharEntity(blank);
    }
}
