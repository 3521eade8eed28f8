using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>The schema's <c>xs:key</c>s: what must not have the same value twice within an element (policy-rules 6.6).</summary>
internal sealed class SchemaKeys
{
    private readonly FrozenDictionary<string, ImmutableArray<UniqueKey>> _keysByElement;

    private SchemaKeys(FrozenDictionary<string, ImmutableArray<UniqueKey>> byScope) => _keysByElement = byScope;

    /// <param name="elements">All element declarations of a compiled schema. Keys are made of child elements and one attribute.</param>
    public static SchemaKeys FromDeclarations(IEnumerable<XmlSchemaElement> elements) => new(elements
        .SelectMany(scope => scope.Constraints.Cast<XmlSchemaIdentityConstraint>(), (scope, key) => (scope.Name, Key: UniqueKey.FromConstraint(scope, key)))
        .GroupBy(found => found.Name!, found => found.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(scope => scope.Key, scope => scope.ToImmutableArray(), StringComparer.Ordinal));

    /// <summary>
    /// Whether no key could be broken in or below an element. Elements go by their names alone, wherever they stand, so false need
    /// not mean that one is.
    /// </summary>
    public bool AreUniqueIn(PolicyNode node)
    {
        if (node.Children.IsEmpty)
            return true;
        if (_keysByElement.TryGetValue(node.Name, out var keys))
        {
            foreach (var key in keys)
            {
                if (!key.IsUniqueIn(node))
                    return false;
            }
        }

        foreach (var child in node.Children)
        {
            if (!AreUniqueIn(child))
                return false;
        }

        return true;
    }

    private sealed record UniqueKey(ImmutableArray<string> Path, string Attribute, XmlSchemaDatatype Datatype)
    {
        public static UniqueKey FromConstraint(XmlSchemaElement scope, XmlSchemaIdentityConstraint key)
        {
            ImmutableArray<string> path = [.. key.Selector!.XPath!.Split('/').Select(step => step[(step.IndexOf(':', StringComparison.Ordinal) + 1)..])];
            var attribute = ((XmlSchemaXPath)key.Fields[0]).XPath!.TrimStart('@');
            var selected = path.Aggregate(scope, (element, step) => PolicySchema.GetChildElements(element).First(child => child.Name == step));
            var use = ((XmlSchemaComplexType)selected.ElementSchemaType!).AttributeUses.Values.Cast<XmlSchemaAttribute>().First(use => use.Name == attribute);
            return new UniqueKey(path, attribute, use.AttributeSchemaType!.Datatype!);
        }

        public bool IsUniqueIn(PolicyNode scope) => TryAddValues(scope, 0, []);

        private bool TryAddValues(PolicyNode node, int step, HashSet<object> seen)
        {
            foreach (var child in node.Children)
            {
                if (child.Name != Path[step])
                    continue;
                if (step < Path.Length - 1 ? !TryAddValues(child, step + 1, seen) : !TryAddValue(child[Attribute], seen))
                    return false;
            }

            return true;
        }

        /// <summary>Values are compared as the engine does, by what they stand for: <c>1</c> and <c>01</c> are one number.</summary>
        private bool TryAddValue(string? value, HashSet<object> seen)
        {
            try
            {
                return value is not null && seen.Add(Datatype.ParseValue(value, null!, null));
            }
            catch (XmlSchemaException)
            {
                // Only what the schema lets pass unseen holds a value of another type.
                return false;
            }
        }
    }
}
