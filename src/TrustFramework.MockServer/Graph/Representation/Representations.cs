using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Makes bytes of a resource, in the form that the caller asks for.</summary>
internal static class Representations
{
    private const string Entity = "/$entity";

    /// <param name="json">Has the shape of the resource.</param>
    public static byte[] Of<T>(HttpContext http, JsonSerializerContext json, T resource)
    {
        var type = (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T))!;
        var exchange = Exchange.Of(http);
        var (format, selection) = (exchange.Format, exchange.Selection);
        if (format == JsonFormat.Usual && selection.IsWhole)
            return JsonSerializer.SerializeToUtf8Bytes(resource, type);
        var answer = JsonSerializer.SerializeToNode(resource, type)!.AsObject();
        if (format != JsonFormat.Usual)
        {
            var context = ODataContext.Of(http.Request);
            answer = new Annotations(format, context.Service).Of(answer, TypeOf(http), Address(answer, context));
        }

        // Last, since an entity's address is made of its key, whether that is wanted or not.
        return JsonSerializer.SerializeToUtf8Bytes(selection.IsWhole ? answer : Narrowing.Of(answer, selection), GraphJson.Wire.JsonObject);
    }

    private static StructuredType? TypeOf(HttpContext http)
    {
        var route = http.GetEndpoint()?.Metadata;
        return route?.GetMetadata<QueryRule>()?.Type ?? route?.GetMetadata<Gives>()?.Type;
    }

    /// <summary>Where the entities are that the answer's context speaks of; null for values, which are nowhere.</summary>
    private static string? Address(JsonObject answer, ODataContext context)
    {
        if (answer["@odata.context"]?.GetValue<string>() is not { } said || said.Length <= context.ForDocument.Length)
            return null;
        var fragment = Without(Without(said[context.For("").Length..], Entity), context.Selected);
        return fragment.StartsWith(EdmModel.Namespace, StringComparison.Ordinal) ? null : fragment;
    }

    private static string Without(string text, string end) => text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text;
}
