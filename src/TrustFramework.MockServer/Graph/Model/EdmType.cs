namespace TrustFramework.MockServer.Graph.Model;

/// <summary>A type of the model, as the metadata document names it.</summary>
/// <param name="Name">Qualified: <c>Edm.String</c>, <c>microsoft.graph.entity</c>.</param>
internal abstract record EdmType(string Name);

/// <summary>A type that values have by themselves.</summary>
internal sealed record PrimitiveType : EdmType
{
    private PrimitiveType(string name)
        : base(name)
    {
    }

    public static PrimitiveType String { get; } = new("Edm.String");

    /// <summary>A JSON number, or a string where the client asks for <c>IEEE754Compatible</c>.</summary>
    public static PrimitiveType Int64 { get; } = new("Edm.Int64");

    public static PrimitiveType Boolean { get; } = new("Edm.Boolean");
}

/// <summary>A string out of a list.</summary>
/// <param name="Members">In the order of their values, from 0 on.</param>
internal sealed record EnumType(string Name, params IReadOnlyList<string> Members) : EdmType(Name);

/// <summary>An entity or a complex type.</summary>
internal sealed record StructuredType(string Name) : EdmType(Name)
{
    /// <summary>What nearly all of Graph's entities derive from.</summary>
    public static StructuredType Entity { get; } = new("microsoft.graph.entity")
    {
        IsAbstract = true,
        Key = "id",
        Properties = [new EdmProperty("id", PrimitiveType.String) { IsNullable = false }],
    };

    /// <summary>The property that is an entity's key; null for a complex type, and for an entity that there is one of.</summary>
    public string? Key { get; init; }

    /// <summary>Whose properties it has too; null for none.</summary>
    public StructuredType? Base { get; init; }

    /// <summary>False for a complex type.</summary>
    public bool IsEntity { get; init; } = true;

    /// <summary>Whether there are only entities of types that derive from it.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>Whether an entity has a media stream, <c>$value</c>.</summary>
    public bool HasStream { get; init; }

    /// <summary>All of them, in the order of the JSON.</summary>
    public IReadOnlyList<EdmProperty> Properties { get; init; } = [];

    public IReadOnlyList<NavigationProperty> NavigationProperties { get; init; } = [];

    /// <summary>Property names have one letter case, and clients another: conventions 3 [O].</summary>
    public EdmProperty? FindProperty(string name) => Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public NavigationProperty? FindNavigationProperty(string name) => NavigationProperties.FirstOrDefault(navigation => navigation.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A property that stands in the JSON.</summary>
internal sealed record EdmProperty(string Name, EdmType Type)
{
    public bool IsCollection { get; init; }

    public bool IsNullable { get; init; } = true;

    /// <summary>Whether it has one value that can be compared.</summary>
    public bool IsScalar => !IsCollection && Type is not StructuredType;
}

/// <summary>A property that leads to other entities.</summary>
/// <param name="IsContained">Whether they live inside of the one that they hang from.</param>
internal sealed record NavigationProperty(string Name, StructuredType TargetType, bool IsContained);

/// <summary>How entities of a type are read when somebody asks for some of them.</summary>
/// <param name="GetValue">
/// From an item and a property's name, as the type writes it, to its value: a string (an enum's too), a long, a bool or null.
/// </param>
internal sealed record EntityAccessor<T>(StructuredType Type, Func<T, string, object?> GetValue);
