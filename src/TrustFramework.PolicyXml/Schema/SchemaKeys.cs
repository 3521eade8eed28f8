using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Schema;

/// <summary>The <c>xs:key</c> constraints of the schema: values that must be unique within an element (policy-rules 6.6).</summary>
internal sealed class SchemaKeys
{
    private readonly FrozenDictionary<string, ImmutableArray<UniqueKey>> _keysByElement;

    private SchemaKeys(FrozenDictionary<string, ImmutableArray<UniqueKey>> keysByElement) => _keysByElement = keysByElement;

    /// <param name="elements">All element declarations of a compiled schema. Each key selects child elements and one attribute.</param>
    public static SchemaKeys FromDeclarations(IEnumerable<XmlSchemaElement> elements) => new(elements
        .SelectMany(scope => scope.Constraints.Cast<XmlSchemaIdentityConstraint>(), (scope, key) => (scope.Name, Key: UniqueKey.FromConstraint(scope, key)))
        .GroupBy(found => found.Name!, found => found.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(scope => scope.Key, scope => scope.ToImmutableArray(), StringComparer.Ordinal));

    /// <summary>
    /// Returns whether all keys are unique in and below an element. Elements are matched by name only, wherever they occur, so
    /// false does not always mean a violation.
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

        /// <summary>Compares values by their meaning, as the schema engine does: <c>1</c> and <c>01</c> are the same number.</summary>
        private bool TryAddValue(string? value, HashSet<object> seen)
        {
            try
            {
                return value is not null && seen.Add(Datatype.ParseValue(value, null!, null));
            }
            catch (XmlSchemaException)
            {
                // Only content that the schema does not validate has a value of another type.
                return false;
            }
        }
    }
}
