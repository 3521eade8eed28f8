using TrustFramework.MockServer.DirectoryObjects;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.KeySets;
using TrustFramework.MockServer.Policies;

namespace TrustFramework.MockServer;

/// <summary>The model of each version, put together from what the rooms declare: graph-surface 2 [C].</summary>
internal static class TrustFrameworkModel
{
    /// <summary>There is one, it has no properties, and everything hangs from it.</summary>
    private static StructuredType Framework { get; } = new("microsoft.graph.trustFramework")
    {
        NavigationProperties =
        [
            new NavigationProperty("keySets", KeySetModel.KeySet, IsContained: true),
            new NavigationProperty("policies", PolicyModel.Policy, IsContained: true),
        ],
    };

    /// <summary>What both versions have.</summary>
    public static EdmModel V1 { get; } = new() { Types = [StructuredType.Entity, .. DirectoryModel.Types], ContainerElements = DirectoryModel.Roots };

    public static EdmModel Beta { get; } = new()
    {
        Types =
        [
            StructuredType.Entity, KeySetModel.KeyStatus, KeySetModel.Key, KeySetModel.KeyEntity, KeySetModel.KeySet, PolicyModel.Policy, Framework,
            .. DirectoryModel.Types,
        ],
        Operations = KeySetModel.BoundOperations,
        ContainerElements = [new EntityContainerElement("trustFramework", Framework, IsCollection: false), .. DirectoryModel.Roots],
    };
}
