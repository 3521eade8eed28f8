using TrustFramework.MockServer.DirectoryObjects;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.KeySets;
using TrustFramework.MockServer.Policies;

namespace TrustFramework.MockServer;

/// <summary>The Entity Data Model of each version, composed from the models of the resource folders: graph-surface 2 [C].</summary>
internal static class TrustFrameworkModel
{
    /// <summary>A singleton without properties that contains the key sets and the policies.</summary>
    private static StructuredType Framework { get; } = new("microsoft.graph.trustFramework")
    {
        NavigationProperties =
        [
            new NavigationProperty("keySets", KeySetModel.KeySet, IsContained: true),
            new NavigationProperty("policies", PolicyModel.Policy, IsContained: true),
        ],
    };

    /// <summary>Both versions contain these types.</summary>
    public static EdmModel V1 { get; } = new()
    {
        Types = [StructuredType.Entity, .. DirectoryModel.Types],
        Operations = DirectoryModel.BoundOperations,
        ContainerElements = DirectoryModel.Roots,
    };

    public static EdmModel Beta { get; } = new()
    {
        Types =
        [
            StructuredType.Entity, KeySetModel.KeyStatus, KeySetModel.Key, KeySetModel.KeyEntity, KeySetModel.KeySet, PolicyModel.Policy, Framework,
            .. DirectoryModel.Types,
        ],
        Operations = [.. KeySetModel.BoundOperations, .. DirectoryModel.BoundOperations],
        ContainerElements = [new EntityContainerElement("trustFramework", Framework, IsCollection: false), .. DirectoryModel.Roots],
    };
}
