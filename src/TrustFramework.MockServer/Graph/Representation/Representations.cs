using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Makes bytes of a resource, in the form that the caller asks for.</summary>
internal static class Representations
{
    private const string Entity = "/$entity";

    public static byte[] Of<T>(HttpContext http, JsonTypeInfo<T> type, T resource)
    {
        var format = http.Features.Get<JsonFormat>() ?? JsonFormat.Usual;
        if (format == JsonFormat.Usual)
            return JsonSerializer.SerializeToUtf8Bytes(resource, type);
        var answer = JsonSerializer.SerializeToNode(resource, type)!.AsObject();
        var context = ODataContext.Of(http.Request);
        var annotations = new Annotations(format, context.Service);
        return JsonSerializer.SerializeToUtf8Bytes(annotations.Of(answer, TypeOf(http), Address(answer, context)), GraphJson.Wire.JsonObject);
    }

    private static StructuredType? TypeOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Gives>()?.Type;

    /// <summary>Where the entities are that the answer's context speaks of; null for values, which are nowhere.</summary>
    private static string? Address(JsonObject answer, ODataContext context)
    {
        var fragment = answer["@odata.context"]?.GetValue<string>()[context.For("").Length..] ?? "";
        if (fragment.Length == 0 || fragment.StartsWith(Model.EdmModel.Namespace, StringComparison.Ordinal))
            return null;
        return fragment.EndsWith(Entity, StringComparison.Ordinal) ? fragment[..^Entity.Length] : fragment;
    }
}
