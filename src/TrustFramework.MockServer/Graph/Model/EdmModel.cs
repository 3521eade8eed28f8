namespace TrustFramework.MockServer.Graph.Model;

/// <summary>All that one version of the API has.</summary>
internal sealed record EdmModel
{
    /// <summary>Of every type's name.</summary>
    public const string Namespace = "microsoft.graph";

    /// <summary>Enumerations and structured types; a base before what derives from it.</summary>
    public required IReadOnlyList<EdmType> Types { get; init; }

    public IReadOnlyList<BoundOperation> Operations { get; init; } = [];

    public required IReadOnlyList<EntityContainerElement> ContainerElements { get; init; }
}

/// <summary>A function or an action that is called on an entity and answers with a value.</summary>
/// <param name="BindingType">Whose it is.</param>
/// <param name="Parameters">Of its body; a function has none.</param>
internal sealed record BoundOperation(string Name, StructuredType BindingType, StructuredType ReturnType, params IReadOnlyList<EdmProperty> Parameters)
{
    /// <summary>A function is asked by GET and changes nothing.</summary>
    public bool IsFunction { get; init; }
}

/// <summary>Where addresses begin: a collection of entities, or the only one of its type.</summary>
internal sealed record EntityContainerElement(string Name, StructuredType Type, bool IsCollection);
