using System.Buffers;
using System.Text.Json;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Views;

/// <summary>Writes the effective policy as JSON: every element with its attributes, text, children and origin.</summary>
public static class EffectivePolicyJson
{
    /// <param name="chain">The ids of the policy and its base policies, the policy first.</param>
    public static ReadOnlyMemory<byte> Write(MergedPolicy policy, IEnumerable<string> chain)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonWriterDefaults.Options))
        {
            json.WriteStartObject();
            json.WriteString("policyId", policy.PolicyId);
            json.WriteString("tenantId", policy.Root["TenantId"]);
            json.WriteStartArray("chain");
            foreach (var id in chain)
                json.WriteStringValue(id);
            json.WriteEndArray();
            json.WritePropertyName("elements");
            Write(json, EffectivePolicy.BuildTree(policy));
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, PolicyNode node)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteStartObject("attributes");
        foreach (var (name, value) in node.Attributes)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString("text", node.Text);
        json.WriteStartObject("origin");
        json.WriteString("policyId", node.Location.PolicyId);
        json.WriteNumber("line", node.Location.Line);
        json.WriteNumber("column", node.Location.Column);
        json.WriteEndObject();
        json.WriteStartArray("children");
        foreach (var child in node.Children)
            Write(json, child);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
