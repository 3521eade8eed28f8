using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>Keys, certificates and PFX files whose processing would take long.</summary>
public sealed class HostileKeyTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Modulus = "{n}";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("AQ")]
    [InlineData("Ag")]
    [InlineData("AQAA")]
    [InlineData("AAAB")]
    [InlineData("AQAAAAAAAAAB")]
    [InlineData("500 KB")]
    public async Task An_exponent_that_is_one_even_or_longer_than_64_bits_is_refused(string exponent)
    {
        var response = await _client.PostAsync("keySets", CreateKeySet("a", exponent == "500 KB" ? new string('B', 500_000) : exponent));

        response.ShouldBeError(400, "AADB2C95034", "The presented TrustFrameworkKey entity is of the wrong format");
    }

    [Theory]
    [InlineData("Aw")]
    [InlineData("AQAB")]
    [InlineData("AAEAAQ")]
    [InlineData("__________8")]
    public async Task Any_other_odd_exponent_is_accepted(string exponent) =>
        (await _client.PostAsync("keySets", CreateKeySet($"e{exponent.Length}", exponent))).Status.Should().Be(201);

    [Theory]
    [InlineData(60_000)]
    [InlineData(290_000)]
    public async Task A_PFX_file_with_many_iterations_is_refused(int iterations)
    {
        await _client.PostAsync("keySets", """{"id":"p"}""");
        var file = new { key = CreatePkcs12(iterations), password = "secret" };

        (await _client.PostAsync("keySets/B2C_1A_p/uploadPkcs12", JsonSerializer.Serialize(file)))
            .ShouldBeError(400, "AADB2C90215", "The uploaded key is badly formatted. Reason: 'It takes too long to decrypt. Export it again with at most 10000 iterations.'.");
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(50_000)]
    public async Task A_PFX_file_with_the_iterations_of_common_tools_is_accepted(int iterations)
    {
        await _client.PostAsync("keySets", """{"id":"q"}""");
        var file = new { key = CreatePkcs12(iterations), password = "secret" };

        (await _client.PostAsync("keySets/B2C_1A_q/uploadPkcs12", JsonSerializer.Serialize(file))).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_upload_has_at_most_20_certificates()
    {
        await _client.PostAsync("keySets", """{"id":"c"}""");
        string Body(int count) => JsonSerializer.Serialize(new { key = string.Concat(Enumerable.Repeat(Certificates.Pem("rsa2048"), count)) });
        string Jwk(int count) => CreateKeySet("d", "AQAB").Replace("\"kty\"", $"\"x5c\":[{string.Join(',', Enumerable.Repeat("\"AQAB\"", count))}],\"kty\"", StringComparison.Ordinal);

        (await _client.PostAsync("keySets/B2C_1A_c/uploadCertificate", Body(20))).Status.Should().Be(200);
        (await _client.PostAsync("keySets/B2C_1A_c/uploadCertificate", Body(21))).Message.Should().EndWith("'It contains too many certificates.'");
        (await _client.PostAsync("keySets/B2C_1A_c/uploadCertificate", JsonSerializer.Serialize(new { key = string.Concat(Enumerable.Repeat("-----BEGIN A-----\n", 50_000)) })))
            .Message.Should().EndWith("'It contains too many certificates.'");
        (await _client.PostAsync("keySets", Jwk(21))).Message.Should().EndWith("'It contains too many certificates.'");
    }

    private static string CreateKeySet(string id, string exponent) =>
        $$"""{"id":"{{id}}","keys":[{"kty":"RSA","use":"sig","e":"{{exponent}}","n":"{{Modulus}}"}]}""".Replace(Modulus, Certificates.Expected("rsa2048").GetProperty("n").GetString(), StringComparison.Ordinal);

    /// <summary>Base64 of a file with the algorithms that every version of Windows reads.</summary>
    private static string CreatePkcs12(int iterations)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=hostile.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return Convert.ToBase64String(certificate.ExportPkcs12(new PbeParameters(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, HashAlgorithmName.SHA1, iterations), "secret"));
    }
}
