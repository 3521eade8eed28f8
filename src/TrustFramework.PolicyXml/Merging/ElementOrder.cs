using System.Collections.Frozen;
using TrustFramework.PolicyXml.Schema;

namespace TrustFramework.PolicyXml.Merging;

/// <summary>Where a child element stands among its siblings, as the schema has it.</summary>
internal static class ElementOrder
{
    private static readonly Lazy<FrozenDictionary<(string Parent, string Child), int>> Places = new(PolicySchema.ReadOrder);

    /// <summary>The place among its siblings; unknown ones stand last.</summary>
    public static int Of(string parent, string child) => Places.Value.GetValueOrDefault((parent, child), int.MaxValue);
}
