using System.Collections.Immutable;

namespace TrustFramework.PolicyXml;

/// <summary>Where something stands in a policy file.</summary>
/// <param name="PolicyId">The policy whose file it is, as that file writes it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, as .NET's XML reader counts: behind the angle bracket.</param>
public readonly record struct PolicyLocation(string PolicyId, int Line, int Column);

/// <summary>One element of a policy: of a file, or of several files merged. Immutable; namespaces and comments are left out.</summary>
public sealed class PolicyNode
{
    public required string Name { get; init; }

    public ImmutableArray<KeyValuePair<string, string>> Attributes { get; init; } = [];

    public ImmutableArray<PolicyNode> Children { get; init; } = [];

    /// <summary>The element's own text, not that of its children; empty when there is none.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of a merged element: where its latest part comes from.</summary>
    public required PolicyLocation Location { get; init; }

    /// <summary>An attribute's value; null when it is not there.</summary>
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

    /// <summary>The first child of a name.</summary>
    public PolicyNode? Element(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
                return child;
        }

        return null;
    }

    /// <summary>All children of a name.</summary>
    public IEnumerable<PolicyNode> Elements(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
                yield return child;
        }
    }

    /// <summary>The items of all lists of a name among the children: <c>Each("InputClaims", "InputClaim")</c>.</summary>
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

    /// <summary>The same element with other children.</summary>
    public PolicyNode WithChildren(IEnumerable<PolicyNode> children) =>
        new() { Name = Name, Attributes = Attributes, Text = Text, Location = Location, Children = [.. children] };

    public override string ToString() => $"{Name} {this["Id"]}";
}
