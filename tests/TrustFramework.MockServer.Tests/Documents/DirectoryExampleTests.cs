using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Documents;

/// <summary>The example requests of users and applications. Each gets its own tenant, because names are unique.</summary>
public sealed class DirectoryExampleTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    [Theory]
    [InlineData("users")]
    [InlineData("applications")]
    public async Task Example_requests_are_accepted_with_a_documented_response(string collection)
    {
        using var http = server.CreateClient();
        var paths = JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!["paths"]!.AsObject();
        var examples = 0;
        foreach (var (path, method, operation) in paths.Where(path => path.Key.Contains($"/{collection}", StringComparison.Ordinal))
            .SelectMany(path => path.Value!.AsObject().Select(method => (path.Key, method.Key, method.Value!))))
        {
            if (operation["requestBody"] is not { } body)
                continue;
            examples++;
            var client = server.NewTenant();
            var id = (await client.PostAsync($"/beta/{collection}", Example(paths[$"/beta/{collection}"]!["post"]!["requestBody"]!))).Json["id"]!.GetValue<string>();
            var example = Example(body);
            if (path.EndsWith("removePassword", StringComparison.Ordinal))
                example = $$"""{"keyId":"{{(await client.PostAsync($"/beta/applications/{id}/addPassword", "{}")).Json["keyId"]}}"}""";
            if (!path.Contains("{id}", StringComparison.Ordinal))
                client = server.NewTenant();

            var response = await client.SendAsync(new HttpMethod(method.ToUpperInvariant()), path.Replace("{id}", id, StringComparison.Ordinal), TrustFrameworkClient.Json(example));

            response.Status.Should().BeInRange(200, 204, $"{method} {path}: {response.Text}");
            operation["responses"]!.AsObject().Should().ContainKey($"{response.Status}", path);
        }

        examples.Should().BeGreaterThan(3);
    }

    private static string Example(JsonNode body) => body["content"]!["application/json"]!["example"]!.ToJsonString();
}
