using System.Text.Json;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Adds the annotations that the format needs, and removes the others.</summary>
/// <param name="ServiceRoot">Scheme, host, port and version prefix.</param>
internal sealed record ODataAnnotator(JsonFormat Format, string ServiceRoot)
{
    private const string Items = "value";
    private const string Context = "@odata.context";
    private const string Count = "@odata.count";

    /// <param name="resource">An entity, a value or a collection. It can be changed.</param>
    /// <param name="type">The type of the value, the entity, or the entities of the collection; null for other JSON.</param>
    /// <param name="collectionPath">The path of the collection, relative to the service root; null for a value.</param>
    public JsonObject Annotate(JsonObject resource, StructuredType? type, string? collectionPath)
    {
        var isCollection = resource[Items] is JsonArray && type?.FindProperty(Items) is null;
        if (type is not null && !isCollection)
            return AnnotateEntity(resource, type, collectionPath);
        AnnotateDocument(resource);
        if (type is not null)
            resource[Items] = AnnotateCollection((JsonArray)resource[Items]!, type, collectionPath);
        return resource;
    }

    /// <summary>Changes the annotations beside the entities.</summary>
    private void AnnotateDocument(JsonObject document)
    {
        if (Format.Level == MetadataLevel.None)
            document.Remove(Context);
        if (Format.IEEE754Compatible && document[Count] is { } count)
            document[Count] = count.ToJsonString();
    }

    private JsonArray AnnotateCollection(JsonArray values, StructuredType type, string? collectionPath) =>
        [.. values.Select(value => (JsonNode)AnnotateEntity(value!.AsObject(), type, collectionPath))];

    private JsonObject AnnotateEntity(JsonObject value, StructuredType type, string? collectionPath)
    {
        var annotated = new JsonObject();
        if (Format.Level != MetadataLevel.None && value[Context] is { } context)
            annotated[Context] = context.DeepClone();
        var path = type.Key is { } key && value[key] is { } id && collectionPath is not null ? $"{collectionPath}('{EscapeKey(id.GetValue<string>())}')" : null;
        if (Format.Level == MetadataLevel.Full)
            AddFullMetadata(annotated, type, path);
        foreach (var (name, member) in value)
        {
            if (type.FindProperty(name) is { } property)
                AddProperty(annotated, property, member);
            else if (type.FindNavigationProperty(name) is { } navigation)
                annotated[name] = AnnotateCollection(member!.AsArray(), navigation.TargetType, path is null ? null : $"{path}/{name}");
            else if (name != Context && !(Format.Level == MetadataLevel.None && name.EndsWith(Context, StringComparison.Ordinal)))
                annotated[name] = member?.DeepClone();
        }

        return annotated;
    }

    private void AddFullMetadata(JsonObject annotated, StructuredType type, string? path)
    {
        annotated["@odata.type"] = $"#{type.Name}";
        if (path is null)
            return;
        annotated["@odata.id"] = $"{ServiceRoot}/{path}";
        annotated["@odata.editLink"] = path;
        foreach (var navigation in type.NavigationProperties)
        {
            annotated[$"{navigation.Name}@odata.associationLink"] = $"{ServiceRoot}/{path}/{navigation.Name}/$ref";
            annotated[$"{navigation.Name}@odata.navigationLink"] = $"{ServiceRoot}/{path}/{navigation.Name}";
        }

        if (!type.HasStream)
            return;
        annotated["@odata.mediaEditLink"] = $"{path}/$value";
        annotated["@odata.mediaReadLink"] = $"{path}/$value";
        annotated["@odata.mediaContentType"] = "application/xml";
    }

    private void AddProperty(JsonObject annotated, EdmProperty property, JsonNode? member)
    {
        if (Format.Level == MetadataLevel.Full && member is not null && GetTypeAnnotation(property) is { } annotation)
            annotated[$"{property.Name}@odata.type"] = annotation;
        annotated[property.Name] = (member, property.Type) switch
        {
            (JsonArray values, StructuredType itemType) => AnnotateCollection(values, itemType, collectionPath: null),
            (JsonValue number, PrimitiveType type) when Format.IEEE754Compatible && type == PrimitiveType.Int64 && number.GetValueKind() == JsonValueKind.Number =>
                number.ToJsonString(),
            _ => member?.DeepClone(),
        };
    }

    /// <summary>Null for a string, a boolean or a dynamic property, whose type follows from the JSON.</summary>
    private static string? GetTypeAnnotation(EdmProperty property)
    {
        var name = property.Type is PrimitiveType ? property.Type.Name["Edm.".Length..] : property.Type.Name;
        if (property.IsCollection)
            return $"#Collection({name})";
        return property.Type == PrimitiveType.String || property.Type == PrimitiveType.Boolean || property.Type == PrimitiveType.Untyped ? null : $"#{name}";
    }

    private static string EscapeKey(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
