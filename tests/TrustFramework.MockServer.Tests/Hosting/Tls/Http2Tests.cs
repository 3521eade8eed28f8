using System.Net;
using System.Net.Http.Headers;

namespace TrustFramework.MockServer.Tests.Hosting.Tls;

/// <summary>HTTP/2: one connection carries concurrent requests.</summary>
public sealed class Http2Tests
{
    [Theory]
    [InlineData("GET", "/beta/trustFramework/policies", 200)]
    [InlineData("GET", "/beta/trustFramework/nothing", 400)]
    [InlineData("GET", "/beta/trustFramework/policies/none", 404)]
    [InlineData("OPTIONS", "/beta/trustFramework/policies", 405)]
    [InlineData("PUT", "/beta/trustFramework/policies/B2C_1A_A/$value", 413)]
    public async Task A_hundred_concurrent_requests_get_the_response_of_a_single_one(string method, string path, int status)
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
            var result = new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());

            (result.Status, response.Version, result.Header("client-request-id")).Should().Be((status, HttpVersion.Version20, $"{number}"));
            if (status >= 400)
                result.ShouldBeEnvelope();
        }));
    }
}
