namespace TrustFramework.MockServer.Graph.Model;

/// <summary>The model of one version of the API.</summary>
internal sealed record EdmModel
{
    /// <summary>The namespace of every type.</summary>
    public const string Namespace = "microsoft.graph";

    /// <summary>Enumerations and structured types. A base type precedes the types that derive from it.</summary>
    public required IReadOnlyList<EdmType> Types { get; init; }

    public IReadOnlyList<BoundOperation> Operations { get; init; } = [];

    public required IReadOnlyList<EntityContainerElement> ContainerElements { get; init; }
}

/// <summary>A function or an action that is bound to an entity.</summary>
/// <param name="BindingType">The type of the entity.</param>
/// <param name="ReturnType">Null when it returns nothing.</param>
/// <param name="Parameters">The members of an action's body; empty for a function.</param>
internal sealed record BoundOperation(string Name, StructuredType BindingType, EdmType? ReturnType, params IReadOnlyList<EdmProperty> Parameters)
{
    /// <summary>True for a function, which is called with GET and has no side effects.</summary>
    public bool IsFunction { get; init; }
}

/// <summary>The first segment of a path: an entity set, or a singleton.</summary>
internal sealed record EntityContainerElement(string Name, StructuredType Type, bool IsCollection);
