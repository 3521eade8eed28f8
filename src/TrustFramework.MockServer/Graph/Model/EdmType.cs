namespace TrustFramework.MockServer.Graph.Model;

/// <summary>A type of the model.</summary>
/// <param name="Name">The qualified name: <c>Edm.String</c>, <c>microsoft.graph.entity</c>.</param>
internal abstract record EdmType(string Name);

internal sealed record PrimitiveType : EdmType
{
    private PrimitiveType(string name)
        : base(name)
    {
    }

    public static PrimitiveType String { get; } = new("Edm.String");

    /// <summary>A JSON number, or a string when the client accepts <c>IEEE754Compatible=true</c>.</summary>
    public static PrimitiveType Int64 { get; } = new("Edm.Int64");

    public static PrimitiveType Boolean { get; } = new("Edm.Boolean");

    public static PrimitiveType Int32 { get; } = new("Edm.Int32");

    public static PrimitiveType Guid { get; } = new("Edm.Guid");

    /// <summary>A JSON string. Filters cannot compare it, because literals of times are not parsed.</summary>
    public static PrimitiveType DateTimeOffset { get; } = new("Edm.DateTimeOffset");

    /// <summary>A string, a number or a Boolean: the type of a dynamic property.</summary>
    public static PrimitiveType Untyped { get; } = new("Edm.Untyped");
}

/// <summary>An enumeration. Its values are strings in JSON.</summary>
/// <param name="Members">The names in the order of their values, which start at 0.</param>
internal sealed record EnumType(string Name, params IReadOnlyList<string> Members) : EdmType(Name);

/// <summary>An entity or a complex type.</summary>
internal sealed record StructuredType(string Name) : EdmType(Name)
{
    /// <summary>The base type of nearly all of Graph's entities.</summary>
    public static StructuredType Entity { get; } = new("microsoft.graph.entity")
    {
        IsAbstract = true,
        Key = "id",
        Properties = [new EdmProperty("id", PrimitiveType.String) { IsNullable = false }],
    };

    /// <summary>The name of the key property; null for a complex type or a singleton.</summary>
    public string? Key { get; init; }

    /// <summary>Null for none.</summary>
    public StructuredType? Base { get; init; }

    /// <summary>False for a complex type.</summary>
    public bool IsEntity { get; init; } = true;

    public bool IsAbstract { get; init; }

    /// <summary>Whether an entity has a media stream, <c>$value</c>.</summary>
    public bool HasStream { get; init; }

    /// <summary>All properties, including those of the base type, in the order of the JSON.</summary>
    public IReadOnlyList<EdmProperty> Properties { get; init; } = [];

    public IReadOnlyList<NavigationProperty> NavigationProperties { get; init; } = [];

    /// <summary>Whether an entity can have a property of this name that the type does not declare; null when it has none.</summary>
    public Func<string, bool>? IsDynamicProperty { get; init; }

    /// <summary>Ignores case, because clients write names in any case: conventions 3 [O].</summary>
    public EdmProperty? FindProperty(string name) => Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (IsDynamicProperty?.Invoke(name) == true ? new EdmProperty(name, PrimitiveType.Untyped) : null);

    public NavigationProperty? FindNavigationProperty(string name) => NavigationProperties.FirstOrDefault(navigation => navigation.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A structural property, or a parameter of an operation.</summary>
internal sealed record EdmProperty(string Name, EdmType Type)
{
    public bool IsCollection { get; init; }

    public bool IsNullable { get; init; } = true;

    /// <summary>Whether a filter can examine the elements of the collection: <c>things/any(t:t/name eq 'a')</c>.</summary>
    public bool SupportsLambda { get; init; }

    /// <summary>Whether the property has a single value that can be compared.</summary>
    public bool IsScalar => !IsCollection && Type is not StructuredType;
}

/// <summary>A relationship to a collection of entities.</summary>
/// <param name="IsContained">Whether the entities exist only within the entity that refers to them.</param>
internal sealed record NavigationProperty(string Name, StructuredType TargetType, bool IsContained);

/// <summary>Reads the properties of an entity for <c>$filter</c> and <c>$orderby</c>.</summary>
/// <param name="GetValue">
/// Returns the value of the property with a name, in the case that the type declares: a string (also for an enumeration), a long, a bool or null,
/// or for a collection that supports lambdas a list of property readers.
/// </param>
internal sealed record EntityAccessor<T>(StructuredType Type, Func<T, string, object?> GetValue);
