using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TrustFramework.MockServer.Testing.Wire;

/// <summary>Speaks with a control plane, wherever it is: what it refuses is an exception with its words.</summary>
internal sealed class ControlChannel(HttpClient http)
{
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await ReadAsync(HttpMethod.Get, path, body: null, type, cancellation).ConfigureAwait(false);

    public Task<TAnswer> PostAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation) =>
        ReadAsync(HttpMethod.Post, path, JsonContent.Create(body, bodyType), answerType, cancellation);

    public Task<TAnswer> PutAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation) =>
        ReadAsync(HttpMethod.Put, path, JsonContent.Create(body, bodyType), answerType, cancellation);

    /// <param name="alsoGood">A status that is an answer of this type too.</param>
    public async Task<T> ReadAsync<T>(
        HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken cancellation, HttpStatusCode? alsoGood = null)
    {
        using var answer = await AskAsync(method, path, body, HttpCompletionOption.ResponseContentRead, cancellation, alsoGood).ConfigureAwait(false);
        return (await answer.Content.ReadFromJsonAsync(type, cancellation).ConfigureAwait(false))!;
    }

    public async Task SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellation) =>
        (await AskAsync(method, path, body, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false)).Dispose();

    public async Task<string> TextAsync(string path, CancellationToken cancellation)
    {
        using var answer = await AskAsync(HttpMethod.Get, path, body: null, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
        return await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<string?> FindTextAsync(string path, CancellationToken cancellation)
    {
        using var answer = await AskAsync(
            HttpMethod.Get, path, body: null, HttpCompletionOption.ResponseContentRead, cancellation, HttpStatusCode.NotFound).ConfigureAwait(false);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false) : null;
    }

    /// <summary>An answer that has begun and need not end.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Get, path, body: null, HttpCompletionOption.ResponseHeadersRead, cancellation);

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private async Task<HttpResponseMessage> AskAsync(
        HttpMethod method, string path, HttpContent? body, HttpCompletionOption completion, CancellationToken cancellation, HttpStatusCode? alsoGood = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        var answer = await http.SendAsync(request, completion, cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode || answer.StatusCode == alsoGood)
            return answer;
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? JsonSerializer.Deserialize(text, WireJson.Default.ControlProblem)
                : null;
            throw MockServerException.Of(request, answer.StatusCode, problem, text);
        }
    }
}
