using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>Leaves out of an answer what was not selected.</summary>
internal static class Narrowing
{
    /// <param name="answer">An entity, or a collection with its entities in <c>value</c>. It stays as it is.</param>
    public static JsonObject Of(JsonObject answer, Selection selection) => answer["value"] is JsonArray entities
        ? Collection(answer, new JsonArray([.. entities.Select(entity => Entity(entity!.AsObject(), selection))]))
        : Entity(answer, selection);

    private static JsonObject Entity(JsonObject entity, Selection selection) =>
        new(entity.Where(member => selection.Keeps(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static JsonObject Collection(JsonObject answer, JsonArray entities) =>
        new(answer.Select(member => KeyValuePair.Create(member.Key, member.Key == "value" ? entities : member.Value?.DeepClone())));
}
