using System.Collections.Frozen;
using TrustFramework.PolicyXml.Schema;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>The order of child elements in the schema.</summary>
internal static class ElementOrder
{
    private static readonly Lazy<FrozenDictionary<(string Parent, string Child), int>> Positions = new(PolicySchema.GetElementOrder);

    /// <summary>Returns the position of a child among its siblings. Unknown elements come last.</summary>
    public static int GetPosition(string parent, string child) => Positions.Value.GetValueOrDefault((parent, child), int.MaxValue);
}
