using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Testing.Tests;

/// <summary>The OpenAPI document of the control plane, read once.</summary>
public sealed class ControlOpenApiDocument : IAsyncLifetime
{
    public JsonNode Json { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await using var server = await TrustFrameworkServer.StartAsync();
        using var client = server.CreateClient();
        Json = (await client.GetFromJsonAsync<JsonNode>("/openapi/control.json"))!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <param name="name">The name of a schema, or an operation for its request body, optionally followed by a member: <c>POST /_mock/tokens kind</c>.</param>
    public JsonNode Schema(string name)
    {
        var words = name.Split(' ');
        if (words.Length == 1)
            return Json["components"]!["schemas"]![name]!;
        var path = Json["paths"]![words[1]] ?? Json["paths"]![$"{words[1]}/"]!;
        var body = Resolve(path[words[0].ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!["schema"]!);
        return words.Length == 2 ? body : Resolve(body["properties"]![words[2]]!);
    }

    /// <summary>The schema itself, not a reference to it or a choice between it and null.</summary>
    private JsonNode Resolve(JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray choice)
            return Resolve(choice.First(one => one!["type"]?.ToJsonString() != "\"null\"")!);
        return schema["$ref"] is { } reference ? Schema(reference.GetValue<string>().Split('/')[^1]) : schema;
    }
}
