using System.Globalization;
using System.Text;

namespace TrustFramework.PolicyXml.Views;

/// <summary>Writes a graph as a Mermaid flowchart.</summary>
public static class PolicyGraphMermaid
{
    public static string Write(PolicyGraph graph)
    {
        // Mermaid has reserved words and cannot quote ids, so nodes are numbered and their names are labels.
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = new StringBuilder("flowchart TD\n");
        foreach (var node in graph.Nodes)
        {
            var number = numbers[node.Id] = string.Create(CultureInfo.InvariantCulture, $"n{numbers.Count}");
            text.Append(CultureInfo.InvariantCulture, $"  {number}[\"{Escape($"{node.Kind} {node.Name}")}\"]{(node.IsMissing ? ":::missing" : "")}\n");
        }

        foreach (var (from, to, kind) in graph.Edges)
            text.Append(CultureInfo.InvariantCulture, $"  {numbers[from]} -->|{kind}| {numbers[to]}\n");
        return text.Append("  classDef missing stroke:red,stroke-dasharray:4\n").ToString();
    }

    /// <summary>Writes most characters as Mermaid entities, so that labels are not parsed as syntax.</summary>
    private static string Escape(string label)
    {
        var escaped = new StringBuilder(label.Length);
        foreach (var rune in label.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is ' ' or '-' or '_' or '.'))
                escaped.Append((char)rune.Value);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return escaped.ToString();
    }
}
