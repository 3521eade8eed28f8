using System.Net;
using System.Text;

namespace Contoso.Policies;

/// <summary>The code under test. Uploads a custom policy, and retries when the service returns 429.</summary>
/// <param name="graph">A client whose base address is Graph with its version: <c>https://graph.microsoft.com/beta/</c>.</param>
public sealed class PolicyUploader(HttpClient graph)
{
    private const int MaxAttempts = 3;

    /// <returns>True if the policy was created, false if it was replaced.</returns>
    public async Task<bool> UploadAsync(string id, string xml, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var content = new StringContent(xml, Encoding.UTF8, "application/xml");
            using var response = await graph.PutAsync(new Uri($"trustFramework/policies/{id}/$value", UriKind.Relative), content, cancellationToken);
            if (response.IsSuccessStatusCode)
                return response.StatusCode == HttpStatusCode.Created;
            if (response.StatusCode != HttpStatusCode.TooManyRequests || attempt == MaxAttempts)
                throw new HttpRequestException(await response.Content.ReadAsStringAsync(cancellationToken), inner: null, response.StatusCode);
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancellationToken);
        }
    }
}
