using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TrustFramework.MockServer.Testing.Wire;

/// <summary>Speaks with a control plane, wherever it is: what it refuses is an exception with its words.</summary>
internal sealed class ControlApiClient(HttpClient http)
{
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await ReadAsync(HttpMethod.Get, path, body: null, type, cancellation).ConfigureAwait(false);

    public Task<TAnswer> PostAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation) =>
        ReadAsync(HttpMethod.Post, path, JsonContent.Create(body, bodyType), answerType, cancellation);

    public Task<TAnswer> PutAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation) =>
        ReadAsync(HttpMethod.Put, path, JsonContent.Create(body, bodyType), answerType, cancellation);

    /// <param name="alsoAccepted">A status that is an answer of this type too.</param>
    public async Task<T> ReadAsync<T>(
        HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken cancellation, HttpStatusCode? alsoAccepted = null)
    {
        using var answer = await SendCoreAsync(method, path, body, HttpCompletionOption.ResponseContentRead, cancellation, alsoAccepted).ConfigureAwait(false);
        return (await answer.Content.ReadFromJsonAsync(type, cancellation).ConfigureAwait(false))!;
    }

    public async Task SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellation) =>
        (await SendCoreAsync(method, path, body, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false)).Dispose();

    public async Task<string> GetTextAsync(string path, CancellationToken cancellation)
    {
        using var answer = await SendCoreAsync(HttpMethod.Get, path, body: null, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
        return await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<string?> FindTextAsync(string path, CancellationToken cancellation)
    {
        using var answer = await SendCoreAsync(
            HttpMethod.Get, path, body: null, HttpCompletionOption.ResponseContentRead, cancellation, HttpStatusCode.NotFound).ConfigureAwait(false);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false) : null;
    }

    /// <summary>An answer that has begun and need not end.</summary>
    public Task<HttpResponseMessage> OpenStreamAsync(string path, CancellationToken cancellation) =>
        SendCoreAsync(HttpMethod.Get, path, body: null, HttpCompletionOption.ResponseHeadersRead, cancellation);

    public static StringContent CreateJsonContent(string json) => new(json, Encoding.UTF8, "application/json");

    private async Task<HttpResponseMessage> SendCoreAsync(
        HttpMethod method, string path, HttpContent? body, HttpCompletionOption completion, CancellationToken cancellation, HttpStatusCode? alsoAccepted = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        var answer = await http.SendAsync(request, completion, cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode || answer.StatusCode == alsoAccepted)
            return answer;
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? JsonSerializer.Deserialize(text, WireJson.Default.ControlProblem)
                : null;
            throw MockServerException.From(request, answer.StatusCode, problem, text);
        }
    }
}
