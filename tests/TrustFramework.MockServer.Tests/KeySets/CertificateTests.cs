using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>uploadCertificate and uploadPkcs12 with files from openssl. The results are compared with the output of openssl.</summary>
public sealed class CertificateTests : IClassFixture<MockServerFactory>
{
    private const string WrongPassword = "The certificate password provided in request is incorrect.";

    private static readonly string[] ChainInDisorder = ["leaf", "root", "intermediate", "rsa3072"];

    private readonly TrustFrameworkClient _client;

    public CertificateTests(MockServerFactory server)
    {
        server.Clock.Now = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero); // the certificates are valid at this time
        _client = server.NewTenantWithNonExpiringToken();
    }

    public static TheoryData<string, string> CertificateEncodings() => new()
    {
        { "base64 of DER", Certificates.Base64("rsa2048.der") },
        { "base64 of DER in lines", string.Join("\r\n", Certificates.Base64("rsa2048.der").Chunk(64).Select(line => new string(line))) },
        { "PEM", Certificates.Pem("rsa2048") },
        { "PEM with Windows line endings", Certificates.Pem("rsa2048").ReplaceLineEndings("\r\n") },
        { "PEM after other text", "subject=CN = rsa2048.example\n" + Certificates.Pem("rsa2048") },
        { "base64 of PEM", Convert.ToBase64String(Encoding.ASCII.GetBytes(Certificates.Pem("rsa2048"))) },
        { "base64 of PEM with a byte order mark", Convert.ToBase64String([0xEF, 0xBB, 0xBF, .. Encoding.ASCII.GetBytes(Certificates.Pem("rsa2048"))]) },
    };

    [Theory]
    [MemberData(nameof(CertificateEncodings))]
    public async Task A_certificate_is_accepted_in_every_encoding(string encoding, string key)
    {
        var response = await UploadAsync("uploadCertificate", new { key });

        response.Status.Should().Be(200, "{0}: {1}", encoding, response.Text);
        ShouldBe(response, "rsa2048", "rsa2048");
    }

    [Theory]
    [InlineData("rsa2048")]
    [InlineData("rsa3072")]
    [InlineData("rsa4096")]
    public async Task A_certificate_and_a_PFX_of_the_same_key_give_the_same_key(string name)
    {
        var certificate = await UploadAsync("uploadCertificate", new { key = Certificates.Base64($"{name}.der") });
        var pfx = await UploadAsync("uploadPkcs12", new { key = Certificates.Base64($"{name}-3des.pfx"), password = Certificates.Password }, "b");

        ShouldBe(certificate, name, name);
        pfx.Json["kid"]!.GetValue<string>().Should().Be(certificate.Json["kid"]!.GetValue<string>());
        ShouldBe(pfx, name, name);
    }

    [Fact]
    public async Task An_uploaded_key_is_returned_unchanged_and_active()
    {
        var response = await UploadAsync("uploadPkcs12", new { key = Certificates.Base64("chain-3des.pfx"), password = Certificates.Password });

        var expected = response.Json.AsObject();
        expected.Remove("@odata.context");
        foreach (var path in new[] { "", $"/keys_v2/{expected["kid"]}", "/getActiveKey" })
        {
            var read = (await _client.GetAsync($"keySets/B2C_1A_a{path}")).Json;
            var key = (path.Length == 0 ? read["keys"]![0]! : read).AsObject();
            key.Remove("@odata.context");
            JsonNode.DeepEquals(key, expected).Should().BeTrue(key.ToJsonString());
        }
    }

    [Theory]
    [InlineData("uploadPkcs12")]
    [InlineData("uploadCertificate")]
    public async Task A_chain_is_returned_leaf_first_each_followed_by_its_issuer(string action)
    {
        var pem = string.Concat(ChainInDisorder.Select(Certificates.Pem));

        var response = action == "uploadPkcs12"
            ? await UploadAsync(action, new { key = Certificates.Base64("chain-3des.pfx"), password = Certificates.Password })
            : await UploadAsync(action, new { key = pem });

        ShouldBe(response, "leaf", "leaf", "intermediate", "root");
    }

    [Theory]
    [InlineData("rc2.pfx")]
    [InlineData("no-mac.pfx")]
    [InlineData("rsa2048-3des.pfx")]
    public async Task Files_that_every_Windows_version_can_read_are_accepted(string file) =>
        ShouldBe(await UploadAsync("uploadPkcs12", new { key = Certificates.Base64(file), password = Certificates.Password }), "rsa2048", "rsa2048");

    [Theory]
    [InlineData("rsa2048-aes.pfx")]
    [InlineData("rsa3072-aes.pfx")]
    [InlineData("rsa4096-aes.pfx")]
    [InlineData("chain-aes.pfx")]
    [InlineData("aes-key.pfx")]
    [InlineData("aes-certificate.pfx")]
    [InlineData("sha256-mac.pfx")]
    public async Task A_PFX_with_AES_or_a_SHA2_MAC_is_refused_as_a_wrong_password_unless_switched_off(string file)
    {
        await using var lenient = MockServerFactory.With("MockServer:Compat:RejectAesPfx", "false");
        var (key, password) = (Certificates.Base64(file), Certificates.Password);

        (await UploadAsync("uploadPkcs12", new { key, password })).ShouldBeError(400, "AADB2C90213", WrongPassword);

        var accepted = await UploadAsync("uploadPkcs12", new { key, password }, client: lenient.NewTenant());
        accepted.Status.Should().Be(200, accepted.Text);
        accepted.Json["x5c"]!.AsArray().Should().HaveCount(file.StartsWith("chain", StringComparison.Ordinal) ? 3 : 1);
        (await UploadAsync("uploadPkcs12", new { key, password = "wrong" }, client: lenient.NewTenant())).ShouldBeError(400, "AADB2C90213", WrongPassword);
    }

    [Theory]
    [InlineData("ec-3des.pfx", "Its key is not RSA.")]
    [InlineData("no-key.pfx", "It contains no private key.")]
    [InlineData("rsa2048.der", "It cannot be read as a PKCS #12 file.")]
    [InlineData("pkcs7.der", "It cannot be read as a PKCS #12 file.")]
    [InlineData("make.sh", "It cannot be read as a PKCS #12 file.")]
    public async Task An_unusable_PFX_is_refused_with_the_reason(string file, string reason) =>
        (await UploadAsync("uploadPkcs12", new { key = Certificates.Base64(file), password = Certificates.Password }))
            .ShouldBeError(400, "AADB2C90215", $"The uploaded key is badly formatted. Reason: '{reason}'.");

    [Theory]
    [InlineData("ec.pem", "Its key is not RSA.")]
    [InlineData("pss.pem", "Its key is not RSA.")]
    [InlineData("pkcs7.der", "It is not a certificate in DER or PEM.")]
    [InlineData("expected.json", "It is not a certificate in DER or PEM.")]
    public async Task An_unusable_certificate_is_refused_with_the_reason(string file, string reason) =>
        (await UploadAsync("uploadCertificate", new { key = Certificates.Base64(file) }))
            .ShouldBeError(400, "AADB2C90179", $"The presented X509 certificate 'B2C_1A_a' in tenant '{_client.Tenant}' is not a valid X.509 certificate: '{reason}'");

    [Fact]
    public async Task A_private_key_next_to_the_certificate_is_refused_and_not_shown()
    {
        const string Secret = "MIIEvQIBADANBgkqhkiG9w0BAQ";
        var pem = Certificates.Pem("rsa2048") + $"-----BEGIN PRIVATE KEY-----\n{Secret}==\n-----END PRIVATE KEY-----\n";

        var response = await UploadAsync("uploadCertificate", new { key = pem });

        (response.Status, response.Code).Should().Be((400, "AADB2C90179"));
        response.Text.Should().NotContain(Secret);
    }

    [Fact]
    public async Task A_truncated_or_altered_PFX_is_refused()
    {
        var original = Certificates.Bytes("rsa2048-3des.pfx");
        await _client.PostAsync("keySets", """{"id":"a"}""");
        for (var i = 0; i < original.Length; i += 37)
        {
            byte[] altered = [.. original];
            altered[i] ^= 0x55;
            foreach (var bytes in new[] { original[..i], altered })
            {
                var response = await UploadAsync("uploadPkcs12", new { key = Convert.ToBase64String(bytes), password = Certificates.Password });
                response.Status.Should().Be(400, "byte {0}", i);
                response.Code.Should().BeOneOf("AADB2C90215", "AADB2C90213", "AADB2C90253");
            }
        }

        (await _client.GetAsync("keySets/B2C_1A_a/keys_v2/$count")).Text.Should().Be("0");
    }

    private async Task<ApiResponse> UploadAsync(string action, object body, string set = "a", TrustFrameworkClient? client = null)
    {
        await (client ?? _client).PostAsync("keySets", $$"""{"id":"{{set}}"}""");
        return await (client ?? _client).PostAsync($"keySets/B2C_1A_{set}/{action}", JsonSerializer.Serialize(body));
    }

    private static void ShouldBe(ApiResponse response, string name, params string[] chain)
    {
        response.Status.Should().Be(200, response.Text);
        var (key, expected) = (response.Json, Certificates.Expected(name));
        foreach (var member in new[] { "n", "kid", "x5t" })
            key[member]!.GetValue<string>().Should().Be(expected.GetProperty(member).GetString(), member);
        foreach (var member in new[] { "nbf", "exp" })
            key[member]!.GetValue<long>().Should().Be(expected.GetProperty(member).GetInt64(), member);
        (key["e"]!.GetValue<string>(), key["kty"]!.GetValue<string>(), key["use"]!.GetValue<string>()).Should().Be(("AQAB", "RSA", "sig"));
        key["x5c"]!.AsArray().Select(certificate => certificate!.GetValue<string>()).Should().Equal(chain.Select(Certificates.DerOf));
        foreach (var secret in new[] { "k", "d", "p", "q", "dp", "dq", "qi" })
            key.AsObject().Should().Contain(secret, null);
    }
}
