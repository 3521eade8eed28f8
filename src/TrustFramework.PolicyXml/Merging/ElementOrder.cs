using System.Collections.Frozen;
using TrustFramework.PolicyXml.Schema;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>Where a child element stands among its siblings, as the schema has it.</summary>
internal static class ElementOrder
{
    private static readonly Lazy<FrozenDictionary<(string Parent, string Child), int>> Positions = new(PolicySchema.GetElementOrder);

    /// <summary>The place among its siblings; unknown ones stand last.</summary>
    public static int GetPosition(string parent, string child) => Positions.Value.GetValueOrDefault((parent, child), int.MaxValue);
}
