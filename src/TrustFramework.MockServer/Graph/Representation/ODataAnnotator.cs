using System.Text.Json;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Representation;

/// <summary>Gives an answer the annotations that the caller wants, and takes away the others. Pure: the answer that comes in is used up.</summary>
/// <param name="ServiceRoot">Scheme, host, port and version.</param>
internal sealed record ODataAnnotator(JsonFormat Format, string ServiceRoot)
{
    private const string Items = "value";
    private const string Context = "@odata.context";
    private const string Count = "@odata.count";

    /// <param name="type">Of the entity, of those in a list, or of the value; null for what has none.</param>
    /// <param name="address">Of the collection, or of the entity's, below the service; null for what has none.</param>
    public JsonObject Annotate(JsonObject answer, StructuredType? type, string? address)
    {
        if (answer[Items] is not JsonArray || type?.FindProperty(Items) is not null)
            return type is null ? AnnotateDocument(answer) : AnnotateEntity(answer, type, address);
        var list = AnnotateDocument(answer);
        if (type is not null)
            list[Items] = AnnotateCollection((JsonArray)list[Items]!, type, address);
        return list;
    }

    /// <summary>What stands before a list's entities.</summary>
    private JsonObject AnnotateDocument(JsonObject answer)
    {
        if (Format.Level == MetadataLevel.None)
            answer.Remove(Context);
        if (Format.IEEE754Compatible && answer[Count] is { } count)
            answer[Count] = count.ToJsonString();
        return answer;
    }

    private JsonArray AnnotateCollection(JsonArray values, StructuredType type, string? address) =>
        [.. values.Select(value => value!.DeepClone().AsObject()).Select(value => (JsonNode)AnnotateEntity(value, type, address))];

    private JsonObject AnnotateEntity(JsonObject value, StructuredType type, string? address)
    {
        var annotated = new JsonObject();
        if (Format.Level != MetadataLevel.None && value[Context] is { } context)
            annotated[Context] = context.DeepClone();
        var entity = type.Key is { } key && value[key] is { } id && address is not null ? $"{address}('{EscapeKey(id.GetValue<string>())}')" : null;
        if (Format.Level == MetadataLevel.Full)
            AddFullMetadata(annotated, type, entity);
        foreach (var (name, member) in value.ToList())
        {
            if (type.FindProperty(name) is { } property)
                AddProperty(annotated, property, member);
            else if (type.FindNavigationProperty(name) is { } navigation)
                annotated[name] = AnnotateCollection(member!.AsArray(), navigation.TargetType, entity is null ? null : $"{entity}/{name}");
            else if (name != Context && !(Format.Level == MetadataLevel.None && name.EndsWith(Context, StringComparison.Ordinal)))
                annotated[name] = member?.DeepClone();
        }

        return annotated;
    }

    private void AddFullMetadata(JsonObject annotated, StructuredType type, string? entity)
    {
        annotated["@odata.type"] = $"#{type.Name}";
        if (entity is null)
            return;
        annotated["@odata.id"] = $"{ServiceRoot}/{entity}";
        annotated["@odata.editLink"] = entity;
        foreach (var navigation in type.NavigationProperties)
        {
            annotated[$"{navigation.Name}@odata.associationLink"] = $"{ServiceRoot}/{entity}/{navigation.Name}/$ref";
            annotated[$"{navigation.Name}@odata.navigationLink"] = $"{ServiceRoot}/{entity}/{navigation.Name}";
        }

        if (!type.HasStream)
            return;
        annotated["@odata.mediaEditLink"] = $"{entity}/$value";
        annotated["@odata.mediaReadLink"] = $"{entity}/$value";
        annotated["@odata.mediaContentType"] = "application/xml";
    }

    private void AddProperty(JsonObject annotated, EdmProperty property, JsonNode? member)
    {
        if (Format.Level == MetadataLevel.Full && member is not null && GetTypeAnnotation(property) is { } name)
            annotated[$"{property.Name}@odata.type"] = name;
        annotated[property.Name] = (member, property.Type) switch
        {
            (JsonArray values, StructuredType inner) => AnnotateCollection(values, inner, address: null),
            (JsonValue number, PrimitiveType type) when Format.IEEE754Compatible && type == PrimitiveType.Int64 && number.GetValueKind() == JsonValueKind.Number =>
                number.ToJsonString(),
            _ => member?.DeepClone(),
        };
    }

    /// <summary>What JSON does not say by itself.</summary>
    private static string? GetTypeAnnotation(EdmProperty property)
    {
        var name = property.Type is PrimitiveType ? property.Type.Name["Edm.".Length..] : property.Type.Name;
        if (property.IsCollection)
            return $"#Collection({name})";
        return property.Type == PrimitiveType.String || property.Type == PrimitiveType.Boolean ? null : $"#{name}";
    }

    private static string EscapeKey(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
