using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Makes bytes of a resource, in the form that the caller asks for.</summary>
internal static class ResourceSerializer
{
    private const string EntitySuffix = "/$entity";

    /// <param name="json">Has the shape of the resource.</param>
    public static byte[] Serialize<T>(HttpContext http, JsonSerializerContext json, T resource)
    {
        var type = (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T))!;
        var exchange = GraphRequestContext.Get(http);
        var (format, selection) = (exchange.Format, exchange.Selection);
        if (format == JsonFormat.Default && selection.IncludesAllProperties)
            return JsonSerializer.SerializeToUtf8Bytes(resource, type);
        var answer = JsonSerializer.SerializeToNode(resource, type)!.AsObject();
        if (format != JsonFormat.Default)
        {
            var context = ODataContext.FromRequest(http.Request);
            answer = new ODataAnnotator(format, context.ServiceRoot).Annotate(answer, GetEntityType(http), GetResourcePath(answer, context));
        }

        // Last, since an entity's address is made of its key, whether that is wanted or not.
        return JsonSerializer.SerializeToUtf8Bytes(selection.IncludesAllProperties ? answer : SelectionProjector.Apply(answer, selection), GraphJson.Wire.JsonObject);
    }

    private static StructuredType? GetEntityType(HttpContext http)
    {
        var route = http.GetEndpoint()?.Metadata;
        return route?.GetMetadata<QueryOptionsMetadata>()?.Type ?? route?.GetMetadata<ReturnTypeMetadata>()?.Type;
    }

    /// <summary>Where the entities are that the answer's context speaks of; null for values, which are nowhere.</summary>
    private static string? GetResourcePath(JsonObject answer, ODataContext context)
    {
        if (answer["@odata.context"]?.GetValue<string>() is not { } said || said.Length <= context.MetadataUrl.Length)
            return null;
        var fragment = TrimSuffix(TrimSuffix(said[context.ForFragment("").Length..], EntitySuffix), context.SelectionSuffix);
        return fragment.StartsWith(EdmModel.Namespace, StringComparison.Ordinal) ? null : fragment;
    }

    private static string TrimSuffix(string text, string end) => text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text;
}
