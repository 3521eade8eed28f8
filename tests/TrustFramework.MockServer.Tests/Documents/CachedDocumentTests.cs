using System.IO.Compression;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace TrustFramework.MockServer.Tests.Documents;

/// <summary>The documents that do not change while the server runs.</summary>
public sealed class CachedDocumentTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    public static TheoryData<string> Paths => ["/openapi/v1.json", "/openapi/control.json", "/openapi/signin.json", "/_mock/fidelity"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_client_that_has_the_document_gets_304_without_a_body(string path)
    {
        using var first = await GetAsync(path);
        var tag = first.Headers.ETag!;

        foreach (var known in new[] { tag.Tag, $"\"other\", W/{tag.Tag}", "*" })
        {
            using var second = await GetAsync(path, ("If-None-Match", known));

            ((int)second.StatusCode, second.Headers.ETag, (await second.Content.ReadAsByteArrayAsync()).Length).Should().Be((304, tag, 0), known);
        }

        using var other = await GetAsync(path, ("If-None-Match", "\"other\""));
        ((int)other.StatusCode, other.Content.Headers.ContentLength).Should().Be((200, first.Content.Headers.ContentLength));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task The_document_is_compressed_if_the_client_accepts_it_and_each_encoding_has_its_own_tag(string path)
    {
        using var plain = await GetAsync(path);
        using var gzip = await GetAsync(path, ("Accept-Encoding", "gzip"));
        using var brotli = await GetAsync(path, ("Accept-Encoding", "br"));

        var expected = await plain.Content.ReadAsByteArrayAsync();
        (await DecompressAsync(gzip, stream => new GZipStream(stream, CompressionMode.Decompress))).Should().Equal(expected);
        (await DecompressAsync(brotli, stream => new BrotliStream(stream, CompressionMode.Decompress))).Should().Equal(expected);
        new[] { plain, gzip, brotli }.Select(response => response.Headers.ETag).Should().OnlyHaveUniqueItems();
        new[] { plain, gzip, brotli }.Select(response => string.Join(",", response.Content.Headers.ContentEncoding)).Should().Equal("", "gzip", "br");
        plain.Headers.Vary.Should().Equal("Accept-Encoding");
        gzip.Content.Headers.ContentLength.Should().BeLessThan(expected.Length / 2);
    }

    [Fact]
    public async Task A_document_is_rendered_once_for_any_number_of_host_names()
    {
        var count = 0;
        await using var own = new MockServerFactory();
        await using var counting = own.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.Configure<OpenApiOptions>(
            "v1",
            options => options.AddDocumentTransformer((_, _, _) =>
            {
                Interlocked.Increment(ref count);
                return Task.CompletedTask;
            }))));
        using var http = counting.CreateClient();

        var documents = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => http.GetStringAsync(new Uri($"http://host{i}:{i + 1}/openapi/v1.json"))));

        documents.Distinct(StringComparer.Ordinal).Should().ContainSingle();
        count.Should().Be(1);
    }

    [Fact]
    public async Task The_name_of_a_document_ignores_case_and_an_unknown_name_is_not_found()
    {
        using var found = await GetAsync("/openapi/V1.json");
        using var unknown = await GetAsync("/openapi/v2.json");

        ((int)found.StatusCode, (int)unknown.StatusCode).Should().Be((200, 404));
        (await unknown.Content.ReadAsStringAsync()).Should().Be("No OpenAPI document with the name 'v2' was found.");
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var http = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }

    private static async Task<byte[]> DecompressAsync(HttpResponseMessage response, Func<Stream, Stream> decompress)
    {
        await using var stream = decompress(await response.Content.ReadAsStreamAsync());
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }
}
