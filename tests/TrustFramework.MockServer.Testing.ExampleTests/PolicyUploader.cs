using System.Net;
using System.Text;

namespace Contoso.Policies;

/// <summary>What is tested here: uploads a custom policy, and comes again when it is told to.</summary>
/// <param name="graph">Its base address is Graph's, with the version: <c>https://graph.microsoft.com/beta/</c>.</param>
public sealed class PolicyUploader(HttpClient graph)
{
    private const int MaxAttempts = 3;

    /// <returns>Whether the policy is a new one.</returns>
    public async Task<bool> UploadAsync(string id, string xml, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var content = new StringContent(xml, Encoding.UTF8, "application/xml");
            using var answer = await graph.PutAsync(new Uri($"trustFramework/policies/{id}/$value", UriKind.Relative), content, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return answer.StatusCode == HttpStatusCode.Created;
            if (answer.StatusCode != HttpStatusCode.TooManyRequests || attempt == MaxAttempts)
                throw new HttpRequestException(await answer.Content.ReadAsStringAsync(cancellationToken), inner: null, answer.StatusCode);
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancellationToken);
        }
    }
}
