using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>
/// Attributes become members named @x, repeated elements arrays, text beside attributes or elements #text, empty elements null. [I] A
/// document type is refused, and so are more than 64 levels.
/// </summary>
internal sealed class XmlStringToJsonString : ITransformationMethod
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public string Name => "XmlStringToJsonString";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        if (input.FindText("xml") is not { } xml || string.IsNullOrWhiteSpace(xml))
            return TransformationOutput.Of("json", (string?)null);
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), Settings);
            return Read(reader) is { } root ? TransformationOutput.Of("json", JsonText.Write(root)) : new TransformationError.Failed($"The XML has more than {JsonText.MaxDepth} levels.");
        }
        catch (XmlException)
        {
            return InputValues.NotOfType("xml", "well-formed XML without a document type");
        }
    }

    /// <summary>Returns the document; null if it is too deep.</summary>
    private static JsonObject? Read(XmlReader reader)
    {
        var open = new Stack<Element>([new Element("")]);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (open.Count > JsonText.MaxDepth)
                    return null;
                var isEmpty = reader.IsEmptyElement;
                var element = new Element(reader.Name);
                while (reader.MoveToNextAttribute())
                    element.Members.Add("@" + reader.Name, reader.Value);
                if (isEmpty)
                    open.Peek().Add(element);
                else
                    open.Push(element);
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                var element = open.Pop();
                open.Peek().Add(element);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                open.Peek().Text.Append(reader.Value);
            }
        }

        return open.Pop().Members;
    }

    private sealed class Element(string name)
    {
        public JsonObject Members { get; } = [];

        public StringBuilder Text { get; } = new();

        public void Add(Element child)
        {
            var value = child.ToNode();
            if (!Members.TryGetPropertyValue(child.Name, out var existing))
                Members.Add(child.Name, value);
            else if (existing is JsonArray array)
                array.Add(value);
            else
                Repeat(child.Name, existing, value);
        }

        private string Name => name;

        private void Repeat(string member, JsonNode? first, JsonNode? second)
        {
            // A node has one parent only.
            Members[member] = null;
            Members[member] = new JsonArray(first, second);
        }

        private JsonNode? ToNode()
        {
            if (Members.Count == 0)
                return Text.Length == 0 ? null : JsonValue.Create(Text.ToString());
            if (Text.Length > 0)
                Members.Add("#text", Text.ToString());
            return Members;
        }
    }
}
