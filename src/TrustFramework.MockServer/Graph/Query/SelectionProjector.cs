using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Leaves out of an answer what was not selected.</summary>
internal static class SelectionProjector
{
    /// <param name="answer">An entity, or a collection with its entities in <c>value</c>. It stays as it is.</param>
    public static JsonObject Apply(JsonObject answer, Selection selection) => answer["value"] is JsonArray entities
        ? ProjectCollection(answer, new JsonArray([.. entities.Select(entity => ProjectEntity(entity!.AsObject(), selection))]))
        : ProjectEntity(answer, selection);

    private static JsonObject ProjectEntity(JsonObject entity, Selection selection) =>
        new(entity.Where(member => selection.Includes(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static JsonObject ProjectCollection(JsonObject answer, JsonArray entities) =>
        new(answer.Select(member => KeyValuePair.Create(member.Key, member.Key == "value" ? entities : member.Value?.DeepClone())));
}
