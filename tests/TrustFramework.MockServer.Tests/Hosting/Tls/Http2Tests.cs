using System.Net;
using System.Net.Http.Headers;

namespace TrustFramework.MockServer.Tests.Hosting.Tls;

/// <summary>The same answers in HTTP/2, where one connection carries them all.</summary>
public sealed class Http2Tests
{
    [Theory]
    [InlineData("GET", "/beta/trustFramework/policies", 200)]
    [InlineData("GET", "/beta/trustFramework/nothing", 400)]
    [InlineData("GET", "/beta/trustFramework/policies/none", 404)]
    [InlineData("OPTIONS", "/beta/trustFramework/policies", 405)]
    [InlineData("PUT", "/beta/trustFramework/policies/B2C_1A_A/$value", 413)]
    public async Task A_hundred_at_once_get_the_answer_that_one_gets(string method, string path, int status)
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync();
        using var http = new HttpClient(TemporaryDataFolder.CreateTrustingHandler(await File.ReadAllTextAsync(data.CaFile), server.SecureAddress!.Port))
        {
            BaseAddress = server.SecureAddress,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "Policy.ReadWrite.TrustFramework");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Add("client-request-id", $"{number}");
            if (status == 413)
                request.Content = new ByteArrayContent(new byte[(1024 * 1024) + 1]);
            using var response = await http.SendAsync(request);
            var answer = new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());

            (answer.Status, response.Version, answer.Header("client-request-id")).Should().Be((status, HttpVersion.Version20, $"{number}"));
            if (status >= 400)
                answer.ShouldBeEnvelope();
        }));
    }
}
