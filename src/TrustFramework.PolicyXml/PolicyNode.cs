using System.Collections.Immutable;

namespace TrustFramework.PolicyXml;

/// <summary>An element of a policy file or of a merged policy. Immutable. Namespaces and comments are omitted.</summary>
public sealed class PolicyNode
{
    public required string Name { get; init; }

    public ImmutableArray<KeyValuePair<string, string>> Attributes { get; init; } = [];

    public ImmutableArray<PolicyNode> Children { get; init; } = [];

    /// <summary>The element's own text without that of its children; empty when it has none.</summary>
    public string Text { get; init; } = "";

    /// <summary>For a merged element, the position in the file that is nearest to the leaf.</summary>
    public required PolicyLocation Location { get; init; }

    /// <summary>Gets the value of an attribute; null when the element does not have it.</summary>
    public string? this[string attribute]
    {
        get
        {
            foreach (var (name, value) in Attributes)
            {
                if (name == attribute)
                    return value;
            }

            return null;
        }
    }

    /// <summary>Returns the first child with the name; null when there is none.</summary>
    public PolicyNode? Element(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
                return child;
        }

        return null;
    }

    /// <summary>Returns all children with the name.</summary>
    public IEnumerable<PolicyNode> Elements(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
                yield return child;
        }
    }

    /// <summary>Returns the items of all lists with the name: <c>Elements("InputClaims", "InputClaim")</c>.</summary>
    public IEnumerable<PolicyNode> Elements(string list, string item)
    {
        foreach (var found in Children)
        {
            if (found.Name != list)
                continue;
            foreach (var child in found.Children)
            {
                if (child.Name == item)
                    yield return child;
            }
        }
    }

    /// <summary>Returns the element and all elements below it, in the order of the file.</summary>
    public IEnumerable<PolicyNode> DescendantsAndSelf()
    {
        var pending = new Stack<PolicyNode>([this]);
        while (pending.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Length - 1; i >= 0; i--)
                pending.Push(node.Children[i]);
        }
    }

    /// <summary>Returns a copy of the element with other children.</summary>
    public PolicyNode WithChildren(IEnumerable<PolicyNode> children) =>
        new() { Name = Name, Attributes = Attributes, Text = Text, Location = Location, Children = [.. children] };

    public override string ToString() => $"{Name} {this["Id"]}";
}
