using System.IO.Compression;
using System.Text;

namespace TrustFramework.MockServer.Tests.Graph.Representation;

/// <summary>Compressed requests and responses.</summary>
public sealed class CompressionTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    public static TheoryData<string> Methods => ["gzip", "deflate", "br", "GZip"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_compressed_policy_is_stored_uncompressed(string method)
    {
        var policy = TrustFrameworkClient.Policy("B2C_1A_A");
        using var body = Compress(Encoding.UTF8.GetBytes(policy), method);

        (await _client.SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", body)).Status.Should().Be(201);

        (await _client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Be(policy);
    }

    [Fact]
    public async Task JSON_can_be_sent_compressed()
    {
        using var body = Compress("""{"id":"A"}"""u8.ToArray(), "gzip");
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        (await _client.SendAsync(HttpMethod.Post, "keySets", body)).Status.Should().Be(201);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip,br")]
    [InlineData("nonsense")]
    [Covers("EncodingNotSupported")]
    public async Task An_unsupported_encoding_is_rejected_by_name(string encoding)
    {
        using var body = new ByteArrayContent("""{"id":"a"}"""u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        body.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        (await _client.SendAsync(HttpMethod.Post, "keySets", body)).ShouldBeError(
            415, "UnsupportedMediaType", $"The content encoding '{encoding}' is not supported.");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [Covers("BodyNotDecoded")]
    public async Task A_body_that_cannot_be_decoded_is_rejected(string encoding)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(TrustFrameworkClient.Policy("B2C_1A_A")));
        body.Headers.ContentEncoding.Add(encoding);

        (await _client.SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", body)).ShouldBeError(
            400, "BadRequest", $"The request body could not be decoded as '{encoding}'.");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task The_size_limit_applies_to_the_decoded_body(string method)
    {
        using var body = Compress(new byte[64 * 1024 * 1024], method);

        (await _client.SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", body)).Status.Should().Be(413);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip;q=1, br;q=0.1", "gzip")]
    public async Task A_response_is_compressed_when_the_client_accepts_it(string acceptEncoding, string method)
    {
        var policy = await NewLargePolicyAsync();

        var response = await GetAsync("policies/B2C_1A_A/$value", acceptEncoding);

        (response.Header("Content-Encoding"), response.Header("Vary")).Should().Be((method, "Accept-Encoding"));
        response.Bytes.Length.Should().BeLessThan(policy.Length / 2);
        Encoding.UTF8.GetString(Decompress(response.Bytes, method)).Should().Be(policy);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("deflate")]
    [InlineData("gzip;q=0")]
    public async Task A_response_is_not_compressed_without_a_supported_encoding(string acceptEncoding)
    {
        var policy = await NewLargePolicyAsync();

        var response = await GetAsync("policies/B2C_1A_A/$value", acceptEncoding);

        response.Header("Content-Encoding").Should().BeNull();
        response.Text.Should().Be(policy);
    }

    [Fact]
    public async Task JSON_and_errors_are_compressed_above_a_minimum_length()
    {
        await _client.NewKeyAsync("A", "RSA");
        await _client.NewKeyAsync("B", "RSA");

        (await GetAsync("keySets", "gzip")).Header("Content-Encoding").Should().Be("gzip");
        (await GetAsync("policies", "gzip")).Header("Content-Encoding").Should().BeNull("it fits into one packet");
        var error = await GetAsync($"policies/{new string('x', 1200)}", "gzip");
        (error.Status, error.Header("Content-Encoding")).Should().Be((404, "gzip"));
        Encoding.UTF8.GetString(Decompress(error.Bytes, "gzip")).Should().StartWith("{\"error\":");
    }

    [Fact]
    public async Task The_journal_records_the_uncompressed_body()
    {
        var policy = await NewLargePolicyAsync();
        await GetAsync("policies/B2C_1A_A/$value", "br");

        var journal = await new Control.ControlClient(server.CreateClient(), _client.Tenant).GetAsync("journal?operation=P3");

        var response = journal.Json["entries"]!.AsArray().Single()!["answer"]!;
        response["body"]!["text"]!.GetValue<string>().Should().Be(policy);
        response["body"]!["length"]!.GetValue<int>().Should().Be(policy.Length);
    }

    private async Task<string> NewLargePolicyAsync()
    {
        var claims = string.Concat(Enumerable.Range(0, 40).Select(number => $"<ClaimType Id=\"claim{number}\"><DisplayName>Number {number}</DisplayName><DataType>string</DataType></ClaimType>"));
        var policy = TrustFrameworkClient.Policy("B2C_1A_A", innerXml: $"<BuildingBlocks><ClaimsSchema>{claims}</ClaimsSchema></BuildingBlocks>");
        (await _client.PutPolicyAsync("B2C_1A_A", policy)).Status.Should().Be(201);
        return policy;
    }

    private Task<ApiResponse> GetAsync(string path, string encodings) =>
        _client.SendAsync(HttpMethod.Get, path, configure: request => request.Headers.Add("Accept-Encoding", encodings));

    private static ByteArrayContent Compress(byte[] bytes, string method)
    {
        using var compressed = new MemoryStream();
        using (var stream = Open(compressed, method, CompressionMode.Compress))
            stream.Write(bytes);
        var content = new ByteArrayContent(compressed.ToArray());
        content.Headers.ContentEncoding.Add(method);
        return content;
    }

    private static byte[] Decompress(byte[] bytes, string method)
    {
        using var plain = new MemoryStream();
        using (var stream = Open(new MemoryStream(bytes), method, CompressionMode.Decompress))
            stream.CopyTo(plain);
        return plain.ToArray();
    }

    private static Stream Open(Stream inner, string method, CompressionMode mode) => method.ToUpperInvariant() switch
    {
        "GZIP" => new GZipStream(inner, mode),
        "DEFLATE" => new ZLibStream(inner, mode),
        _ => new BrotliStream(inner, mode),
    };
}
