using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Removes the members that were not selected.</summary>
internal static class SelectionProjector
{
    /// <param name="resource">An entity, or a collection with its entities in <c>value</c>. It is not changed.</param>
    public static JsonObject Apply(JsonObject resource, Selection selection) => resource["value"] is JsonArray entities
        ? ReplaceEntities(resource, new JsonArray([.. entities.Select(entity => ProjectEntity(entity!.AsObject(), selection))]))
        : ProjectEntity(resource, selection);

    private static JsonObject ProjectEntity(JsonObject entity, Selection selection) =>
        new(entity.Where(member => selection.Includes(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static JsonObject ReplaceEntities(JsonObject collection, JsonArray entities) =>
        new(collection.Select(member => KeyValuePair.Create(member.Key, member.Key == "value" ? entities : member.Value?.DeepClone())));
}
