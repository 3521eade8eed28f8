using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Contoso.Policies;

/// <summary>Signs in as an application, and again when the API returns 401.</summary>
public sealed class ClientCredentialsHandler(Uri tokenEndpoint, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private string? _token;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _token ??= await SignInAsync(cancellationToken);
        var response = await SendWithTokenAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        response.Dispose();
        _token = await SignInAsync(cancellationToken);
        return await SendWithTokenAsync(request, cancellationToken);
    }

    private Task<HttpResponseMessage> SendWithTokenAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return base.SendAsync(request, cancellationToken);
    }

    private async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, tokenEndpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = "uploader",
                ["client_secret"] = "any secret",
                ["scope"] = "https://graph.microsoft.com/.default",
            }),
        };
        using var response = (await base.SendAsync(request, cancellationToken)).EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("access_token").GetString()!;
    }
}
