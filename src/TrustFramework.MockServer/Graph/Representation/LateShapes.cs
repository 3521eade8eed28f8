using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Shapes that are made when somebody asks for one that nobody before them knows: contexts make all their names at once.</summary>
internal sealed class LateShapes(Func<IJsonTypeInfoResolver> make) : IJsonTypeInfoResolver
{
    private readonly Lazy<IJsonTypeInfoResolver> _shapes = new(make);

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => _shapes.Value.GetTypeInfo(type, options);
}
