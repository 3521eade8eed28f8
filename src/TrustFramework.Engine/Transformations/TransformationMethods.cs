using System.Collections.Frozen;
using TrustFramework.Engine.Transformations.Methods;

namespace TrustFramework.Engine.Transformations;

/// <summary>All transformation methods: those of <see cref="PolicyXml.Model.TransformationSignatures"/>, each once. A test compares the two.</summary>
public static class TransformationMethods
{
    private static readonly FrozenDictionary<string, ITransformationMethod> ByName = new ITransformationMethod[]
    {
        new CompareClaims(),
    }.ToFrozenDictionary(method => method.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Returns a method by its name in any letter case; null when there is none.</summary>
    public static ITransformationMethod? Find(string name) => ByName.GetValueOrDefault(name);
}
