using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TrustFramework.MockServer.Testing.Wire;

/// <summary>A client of the control plane. It throws <see cref="MockServerException"/> with the problem details of an error.</summary>
internal sealed class ControlApiClient(HttpClient http)
{
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await ReadAsync(HttpMethod.Get, path, body: null, type, cancellationToken).ConfigureAwait(false);

    public Task<TResponse> PostAsync<TBody, TResponse>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Post, path, JsonContent.Create(body, bodyType), responseType, cancellationToken);

    public Task<TResponse> PutAsync<TBody, TResponse>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Put, path, JsonContent.Create(body, bodyType), responseType, cancellationToken);

    /// <param name="alsoAccepted">An additional status whose body has this type.</param>
    public async Task<T> ReadAsync<T>(
        HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken cancellationToken, HttpStatusCode? alsoAccepted = null)
    {
        using var response = await SendCoreAsync(method, path, body, HttpCompletionOption.ResponseContentRead, cancellationToken, alsoAccepted).ConfigureAwait(false);
        return (await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false))!;
    }

    public async Task SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken) =>
        (await SendCoreAsync(method, path, body, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false)).Dispose();

    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendCoreAsync(HttpMethod.Get, path, body: null, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null when the server returns 404.</summary>
    public async Task<string?> FindTextAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendCoreAsync(
            HttpMethod.Get, path, body: null, HttpCompletionOption.ResponseContentRead, cancellationToken, HttpStatusCode.NotFound).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Returns the response as soon as its headers have been read.</summary>
    public Task<HttpResponseMessage> OpenStreamAsync(string path, CancellationToken cancellationToken) =>
        SendCoreAsync(HttpMethod.Get, path, body: null, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public static StringContent CreateJsonContent(string json) => new(json, Encoding.UTF8, "application/json");

    private async Task<HttpResponseMessage> SendCoreAsync(
        HttpMethod method, string path, HttpContent? body, HttpCompletionOption completion, CancellationToken cancellationToken, HttpStatusCode? alsoAccepted = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        var response = await http.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode || response.StatusCode == alsoAccepted)
            return response;
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? JsonSerializer.Deserialize(text, WireJson.Default.ControlProblem)
                : null;
            throw MockServerException.From(request, response.StatusCode, problem, text);
        }
    }
}
