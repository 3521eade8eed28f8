using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Serializes a resource with the annotations and properties that the request selects.</summary>
internal static class ResourceSerializer
{
    private const string EntitySuffix = "/$entity";

    /// <param name="json">Contains the type of the resource.</param>
    public static byte[] Serialize<T>(HttpContext http, JsonSerializerContext json, T resource)
    {
        var type = (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T))!;
        var requestContext = GraphRequestContext.Get(http);
        var (format, selection) = (requestContext.Format, requestContext.Selection);
        if (format == JsonFormat.Default && selection.IncludesAllProperties)
            return JsonSerializer.SerializeToUtf8Bytes(resource, type);
        var node = JsonSerializer.SerializeToNode(resource, type)!.AsObject();
        if (format != JsonFormat.Default)
        {
            var context = ODataContext.FromRequest(http.Request);
            node = new ODataAnnotator(format, context.ServiceRoot).Annotate(node, GetEntityType(http), GetResourcePath(node, context));
        }

        // Properties are removed last, because annotations need the key even when it is not selected.
        return JsonSerializer.SerializeToUtf8Bytes(selection.IncludesAllProperties ? node : SelectionProjector.Apply(node, selection), GraphJson.Wire.JsonObject);
    }

    private static StructuredType? GetEntityType(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<QueryOptionsMetadata>()?.Type ?? metadata?.GetMetadata<ReturnTypeMetadata>()?.Type;
    }

    /// <summary>The path of the collection in <c>@odata.context</c>; null for a value, which has no path.</summary>
    private static string? GetResourcePath(JsonObject resource, ODataContext context)
    {
        if (resource["@odata.context"]?.GetValue<string>() is not { } url || url.Length <= context.MetadataUrl.Length)
            return null;
        var path = TrimSuffix(TrimSuffix(url[context.ForFragment("").Length..], EntitySuffix), context.SelectionSuffix);
        return path.StartsWith(EdmModel.Namespace, StringComparison.Ordinal) ? null : path;
    }

    private static string TrimSuffix(string text, string suffix) => text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;
}
