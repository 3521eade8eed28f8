using System.Collections.Immutable;
using TrustFramework.Engine.Claims;

namespace TrustFramework.Engine.Transformations;

/// <summary>The output claims of a transformation, by their names in the transformation. A null value removes the claim; one that is not listed keeps its value.</summary>
public sealed record TransformationOutput(ImmutableArray<KeyValuePair<string, ClaimValue?>> Claims)
{
    public static TransformationOutput Empty { get; } = new([]);

    public static TransformationOutput Of(string name, ClaimValue? value) => new([KeyValuePair.Create(name, value)]);

    public static TransformationOutput Of(string name, string? value) => Of(name, value is null ? null : new ClaimValue.TextValue(value));

    public static TransformationOutput Of(string name, bool value) => Of(name, new ClaimValue.BooleanValue(value));

    public TransformationOutput And(string name, ClaimValue? value) => new(Claims.Add(KeyValuePair.Create(name, value)));

    public TransformationOutput And(string name, string? value) => And(name, value is null ? null : new ClaimValue.TextValue(value));

    public TransformationOutput And(string name, bool value) => And(name, new ClaimValue.BooleanValue(value));
}
