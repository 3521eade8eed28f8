using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests;

/// <summary>One tenant's client, allowed to do everything. Every call is a real request.</summary>
public sealed class TrustFrameworkClient(HttpClient http, Guid tenant)
{
    public const string Domain = "contoso.onmicrosoft.com";

    public Guid Tenant => tenant;

    public HttpClient Http => http;

    public string Bearer { get; init; } = AccessTokens.Unsigned(
        AccessTokens.Application(tenant, AccessTokens.PolicyRead, AccessTokens.PolicyWrite, AccessTokens.KeyRead, AccessTokens.KeyWrite, AccessTokens.UserWrite, AccessTokens.ApplicationWrite));

    /// <param name="path">Behind /beta/trustFramework/, or from the root when it begins with a slash.</param>
    public async Task<ApiResponse> SendAsync(HttpMethod method, string path, HttpContent? content = null, Action<HttpRequestMessage>? configure = null)
    {
        var target = path.StartsWith('/') ? path : $"/beta/trustFramework/{path}";
        using var request = new HttpRequestMessage(method, target) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Bearer);
        configure?.Invoke(request);
        using var response = await http.SendAsync(request);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }

    public Task<ApiResponse> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiResponse> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<ApiResponse> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, Json(json));

    public Task<ApiResponse> PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, Json(json));

    public Task<ApiResponse> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, Json(json));

    public Task<ApiResponse> PutPolicyAsync(string id, string xml) => SendAsync(HttpMethod.Put, $"policies/{id}/$value", Xml(xml));

    /// <summary>Creates a key set and generates a key in it; gives the key's id.</summary>
    public async Task<string> NewKeyAsync(string set, string kind = "oct", string use = "sig")
    {
        (await PostAsync("keySets", $$"""{"id":"{{set}}"}""")).Status.Should().Be(201);
        var key = await PostAsync($"keySets/B2C_1A_{set}/generateKey", $$"""{"kty":"{{kind}}","use":"{{use}}"}""");
        return key.Json["kid"]!.GetValue<string>();
    }

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static StringContent Xml(string xml) => new(xml, Encoding.UTF8, "application/xml");

    public static string Policy(string id, string? baseId = null, string tenant = Domain, string attributes = "", string innerXml = "") =>
        $"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="{tenant}" PolicyId="{id}" PublicPolicyUri="http://{tenant}/{id}"{attributes}>
          {(baseId is null ? "" : $"<BasePolicy><TenantId>{tenant}</TenantId><PolicyId>{baseId}</PolicyId></BasePolicy>")}{innerXml}
        </TrustFrameworkPolicy>
        """;
}

/// <summary>An answer, read to its end.</summary>
public sealed class ApiResponse(HttpResponseMessage response, byte[] bytes)
{
    // Taken before anything parses them: a parsed header no longer shows how it was written.
    private readonly Dictionary<string, string> _headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
        .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    public int Status { get; } = (int)response.StatusCode;

    public byte[] Bytes { get; } = bytes;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? ContentType => Header("Content-Type");

    public string? Code => Json["error"]!["code"]!.GetValue<string>();

    public string? Message => Json["error"]!["message"]!.GetValue<string>();

    /// <summary>The header as received.</summary>
    public string? Header(string name) => _headers.GetValueOrDefault(name);

    public void ShouldBeError(int status, string code, string message)
    {
        Text.Should().StartWith("{\"error\":", "the answer was {0}", Status);
        (Status, Code, Message).Should().Be((status, code, message));
        ShouldBeEnvelope();
    }

    /// <summary>The promise of every answer that is no success: conventions 0 #1.</summary>
    public void ShouldBeEnvelope()
    {
        Status.Should().BeGreaterThanOrEqualTo(400);
        ContentType.Should().Be("application/json");
        Json.AsObject().Select(member => member.Key).Should().Equal("error");
        var error = Json["error"]!.AsObject();
        error.Select(member => member.Key).Should().Equal("code", "message", "innerError");
        var inner = error["innerError"]!.AsObject().Select(member => member.Key).ToList();
        inner.Should().EndWith(["date", "request-id", "client-request-id"]);
        inner.Should().HaveCount(error["code"]!.GetValue<string>().StartsWith("AADB2C", StringComparison.Ordinal) ? 4 : 3);
        error["innerError"]!["request-id"]!.GetValue<string>().Should().Be(Header("request-id"));
        error["innerError"]!["client-request-id"]!.GetValue<string>().Should().Be(Header("client-request-id"));
    }
}
