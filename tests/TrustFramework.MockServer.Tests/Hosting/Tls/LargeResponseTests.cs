using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Hosting.Tls;

/// <summary>Responses below and above the size of the response buffer.</summary>
public sealed class LargeResponseTests
{
    private static readonly Uri PolicyValueUri = new("/beta/trustFramework/policies/B2C_1A_A/$value", UriKind.Relative);
    private static readonly Uri JournalUri = new("/_mock/journal?method=GET&path=*value", UriKind.Relative);

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_policy_of_any_length_is_returned_unchanged_and_the_journal_has_its_length(string version)
    {
        using var data = new TemporaryDataFolder();
        await using var server = await data.StartAsync($"--MockServer:DefaultTenantDomain={Domain}");
        using var http = new HttpClient(TemporaryDataFolder.CreateTrustingHandler(await File.ReadAllTextAsync(data.CaFile), server.SecureAddress!.Port))
        {
            BaseAddress = server.SecureAddress,
            DefaultRequestVersion = new Version(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "Policy.ReadWrite.TrustFramework");

        foreach (var size in new[] { 4_000, 8_192, 74_000, 256 * 1024, (256 * 1024) + 1, 900_000 })
        {
            var policy = Encoding.ASCII.GetBytes(Policy("B2C_1A_A", innerXml: $"<!--{new string('x', size - Policy("B2C_1A_A", innerXml: "<!---->").Length)}-->"));
            using var upload = new ByteArrayContent(policy) { Headers = { ContentType = new("application/xml") } };
            using var stored = await http.PutAsync(PolicyValueUri, upload);
            stored.IsSuccessStatusCode.Should().BeTrue();

            using var response = await http.GetAsync(PolicyValueUri);

            response.Content.Headers.ContentLength.Should().Be(size);
            (await response.Content.ReadAsByteArrayAsync()).Should().Equal(policy);
            var newest = JsonNode.Parse(await http.GetStringAsync(JournalUri))!["entries"]!.AsArray()[^1]!;
            newest["answer"]!["body"]!["length"]!.GetValue<int>().Should().Be(size);
        }
    }
}
