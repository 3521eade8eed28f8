namespace TrustFramework.MockServer.Tests.Control;

/// <summary>Sends requests to the control plane. Paths are relative to /_mock, or to /_mock/tenants/{tenant}.</summary>
internal sealed class ControlClient(HttpClient http, Guid? tenant = null)
{
    public Task<ApiResponse> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiResponse> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<ApiResponse> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, TrustFrameworkClient.Json(json));

    public Task<ApiResponse> PostAsync(string path, string? json = null) => SendAsync(HttpMethod.Post, path, json is null ? null : TrustFrameworkClient.Json(json));

    public async Task<ApiResponse> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        var root = tenant is null ? "/_mock/" : $"/_mock/tenants/{tenant}/";
        using var request = new HttpRequestMessage(method, root + path) { Content = content };
        using var response = await http.SendAsync(request);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Asserts problem details (RFC 9457) with a helpful text.</summary>
    public static void ShouldBeProblem(ApiResponse response, int status, string detail)
    {
        (response.Status, response.ContentType).Should().Be((status, "application/problem+json"), response.Text);
        response.Json["detail"]!.GetValue<string>().Should().Contain(detail);
        response.Json["status"]!.GetValue<int>().Should().Be(status);
    }
}
