using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Web;

namespace TrustFramework.MockServer.Tests.Login;

/// <summary>Sends requests to the login service as a library or a browser does, in its own tenant.</summary>
internal sealed class LoginClient(MockServerFactory server, string? tenant = null)
{
    public const string DefaultScope = "https://graph.microsoft.com/.default";

    private readonly HttpClient _http = server.CreateDefaultClient();

    public string Tenant { get; } = tenant ?? Guid.NewGuid().ToString();

    /// <summary>The domain of a tenant that has no domain of its own.</summary>
    public string Domain => $"b2c{Guid.Parse(Tenant):N}.onmicrosoft.com";

    public static Dictionary<string, string> Form(params (string Name, string? Value)[] fields) =>
        fields.Where(field => field.Value is not null).ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal);

    public Task<ApiResponse> TokenAsync(params (string Name, string? Value)[] fields) => PostAsync("oauth2/v2.0/token", fields);

    public Task<ApiResponse> PostAsync(string path, params (string Name, string? Value)[] fields) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, Address(path)) { Content = new FormUrlEncodedContent(Form(fields)) });

    public Task<ApiResponse> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, Address(path)));

    public async Task<ApiResponse> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Opens the sign-in page and submits its form, as a browser does.</summary>
    public async Task<ApiResponse> SignInAsync(string query, string user = "admin", string decision = "accept", string path = "oauth2/v2.0/authorize", string? password = null, params string[] permissions)
    {
        var page = await GetAsync($"{path}?{query}");
        page.Status.Should().Be(200, page.Text);
        var selected = permissions.Length > 0 ? permissions : OfferedPermissions(page.Text);
        var fields = selected.Select(name => KeyValuePair.Create("permission", name))
            .Append(KeyValuePair.Create("user", user)).Append(KeyValuePair.Create("decision", decision)).Append(KeyValuePair.Create("password", password ?? ""));
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, Address($"{path}?{query}")) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>Reads the parameters of the redirect.</summary>
    public static System.Collections.Specialized.NameValueCollection ParseRedirect(ApiResponse response)
    {
        response.Status.Should().Be((int)HttpStatusCode.Redirect, response.Text);
        var location = response.Header("Location")!;
        return HttpUtility.ParseQueryString(location[(location.IndexOfAny(['?', '#']) + 1)..]);
    }

    public static string[] OfferedPermissions(string page) =>
        [.. page.Split("name=\"permission\" value=\"").Skip(1).Select(rest => WebUtility.HtmlDecode(rest[..rest.IndexOf('"', StringComparison.Ordinal)]))];

    /// <summary>Creates a Graph client that sends the token of this response.</summary>
    public TrustFrameworkClient CreateGraphClient(ApiResponse token) =>
        new(server.CreateClient(), Guid.Empty) { Bearer = token.Json["access_token"]!.GetValue<string>() };

    public static JsonNode Claims(string token)
    {
        var part = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(part.PadRight((part.Length + 3) / 4 * 4, '=')))!;
    }

    public static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));

    public static void ShouldBeLoginError(ApiResponse response, int code, string error, int status = 400)
    {
        response.Status.Should().Be(status, response.Text);
        response.Json["error"]!.GetValue<string>().Should().Be(error);
        response.Json["error_codes"]!.AsArray().Select(number => number!.GetValue<int>()).Should().Equal(code);
        response.Json["error_description"]!.GetValue<string>().Should().StartWith($"AADSTS{code}: ").And.EndWith("Timestamp: 2026-11-01 12:00:00Z");
        response.Json["timestamp"]!.GetValue<string>().Should().Be("2026-11-01 12:00:00Z");
        (response.Header("Cache-Control"), response.Header("Pragma")).Should().Be(("no-store, no-cache", "no-cache"));
    }

    private Uri Address(string path) => new($"/{Tenant}/{path}", UriKind.Relative);
}
