using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Batching;

/// <summary>Sends batches as a client of a tenant. The methods that create requests return JSON.</summary>
internal sealed class BatchClient(TrustFrameworkClient client, string version = "beta")
{
    public Task<ApiResponse> PostAsync(string body) => client.PostAsync($"/{version}/$batch", body);

    public Task<ApiResponse> PostRequestsAsync(params IEnumerable<string> requests) => PostAsync($$"""{"requests":[{{string.Join(',', requests)}}]}""");

    /// <summary>Sends a valid batch. Returns the responses in the order of the requests.</summary>
    public async Task<IReadOnlyList<BatchItem>> SendAsync(params IEnumerable<string> requests)
    {
        var response = await PostRequestsAsync(requests);
        response.Status.Should().Be(200, response.Text);
        return [.. response.Json["responses"]!.AsArray().Select(item => new BatchItem(item!.AsObject()))];
    }

    public async Task<BatchItem> SendOneAsync(string request) => (await SendAsync(request)).Should().ContainSingle().Subject;

    public static string Get(string id, string url, string more = "") => $$"""{"id":"{{id}}","method":"GET","url":"{{url}}"{{more}}}""";

    public static string Delete(string id, string url, string more = "") => $$"""{"id":"{{id}}","method":"DELETE","url":"{{url}}"{{more}}}""";

    public static string Post(string id, string url, string json, string more = "") =>
        $$"""{"id":"{{id}}","method":"POST","url":"{{url}}","headers":{"Content-Type":"application/json"},"body":{{json}}{{more}}}""";

    public static string PutPolicy(string id, string policy, string? xml = null, string more = "") =>
        $$"""
        {"id":"{{id}}","method":"PUT","url":"/trustFramework/policies/{{policy}}/$value","headers":{"Content-Type":"application/xml"},
        "body":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(xml ?? TrustFrameworkClient.Policy(policy)))}}"{{more}}}
        """;

    public static string DependsOn(string id) => $$""","dependsOn":["{{id}}"]""";
}

/// <summary>The response to one request of a batch.</summary>
internal sealed class BatchItem(JsonObject item)
{
    public string Id => item["id"]!.GetValue<string>();

    public int Status => item["status"]!.GetValue<int>();

    public JsonObject Headers => item["headers"]!.AsObject();

    public bool HasBody => item.ContainsKey("body");

    public JsonNode Body => item["body"]!;

    /// <summary>The decoded text of a base64 body.</summary>
    public string Text => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Body.GetValue<string>().Replace('+', '-').Replace('/', '_')));

    public string? Header(string name) => Headers[name]?.GetValue<string>();

    /// <summary>Checks the error and its headers, which are part of the item.</summary>
    public void ShouldBeError(int status, string code, string message)
    {
        var error = Body["error"]!;
        (Status, error["code"]!.GetValue<string>(), error["message"]!.GetValue<string>()).Should().Be((status, code, message));
        Header("Content-Type").Should().Be("application/json");
        error["innerError"]!["request-id"]!.GetValue<string>().Should().Be(Header("request-id"));
        error["innerError"]!["client-request-id"]!.GetValue<string>().Should().Be(Header("client-request-id"));
    }
}
