using System.Globalization;
using System.Text.Json.Nodes;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Builds JSON from values at paths such as <c>personalizations.0.to.0.email</c>. Members keep the order in which they were added.</summary>
internal sealed class JsonTree
{
    private readonly OrderedDictionary<string, JsonTree> _members = new(StringComparer.Ordinal);
    private JsonNode? _value;

    /// <summary>Adds a value; false if the path is too deep, has a value already, or leads through a value.</summary>
    public bool TryAdd(string path, JsonNode value)
    {
        var names = path.Split('.', JsonText.MaxDepth + 1);
        if (names.Length > JsonText.MaxDepth)
            return false;
        var current = this;
        foreach (var name in names)
        {
            if (current._value is not null)
                return false;
            if (!current._members.TryGetValue(name, out var next))
                current._members.Add(name, next = new JsonTree());
            current = next;
        }

        if (current._value is not null || current._members.Count > 0)
            return false;
        current._value = value;
        return true;
    }

    /// <summary>Returns the JSON; null if an array has a gap or a member with a name. The depth is that of the longest path.</summary>
    public JsonNode? ToNode()
    {
        if (_value is not null)
            return _value;
        return _members.Keys.Any(name => name.Length > 0 && name.All(char.IsAsciiDigit)) ? ToArray() : ToObject();
    }

    private JsonObject? ToObject()
    {
        var result = new JsonObject();
        foreach (var (name, member) in _members)
        {
            if (member.ToNode() is not { } node)
                return null;
            result.Add(name, node);
        }

        return result;
    }

    private JsonArray? ToArray()
    {
        var items = new JsonNode?[_members.Count];
        foreach (var (name, member) in _members)
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= items.Length || items[index] is not null)
                return null;
            items[index] = member.ToNode();
            if (items[index] is null)
                return null;
        }

        return new JsonArray(items);
    }
}
