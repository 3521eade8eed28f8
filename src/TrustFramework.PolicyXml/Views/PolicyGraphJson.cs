using System.Buffers;
using System.Text.Json;

namespace TrustFramework.PolicyXml.Views;

/// <summary>Writes a graph as JSON.</summary>
public static class PolicyGraphJson
{
    public static ReadOnlyMemory<byte> Write(PolicyGraph graph)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonWriterDefaults.Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            foreach (var node in graph.Nodes)
                Write(json, node);
            json.WriteEndArray();
            json.WriteStartArray("edges");
            foreach (var (from, to, kind) in graph.Edges)
            {
                json.WriteStartObject();
                json.WriteString("from", from);
                json.WriteString("to", to);
                json.WriteString("kind", kind);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, PolicyGraphNode node)
    {
        json.WriteStartObject();
        json.WriteString("id", node.Id);
        json.WriteString("kind", node.Kind);
        json.WriteString("name", node.Name);
        json.WriteString("policyId", node.Location?.PolicyId);
        if (node.Location is { } location)
            json.WriteNumber("line", location.Line);
        else
            json.WriteNull("line");
        json.WriteBoolean("missing", node.IsMissing);
        json.WriteEndObject();
    }
}
