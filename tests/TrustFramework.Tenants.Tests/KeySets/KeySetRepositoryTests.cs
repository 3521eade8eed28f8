using System.Buffers.Text;
using System.Security.Cryptography;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Tests.KeySets;

public sealed class KeySetRepositoryTests
{
    // Public keys of B2C, whose kids are known: graph-surface 7.3 [O, computed].
    private const string PublicModulus =
        "tVKUtcx_n9rt5afY_2WFNvU6PlFMggCatsZ3l4RjKxH0jgdLq6CScb0P3ZGXYbPzXvmmLiWZizpb-h0qup5jznOvOr-Dhw9908584BSgC83YacjWNqEK3urxhyE2jWjwRm2N95WGgb5mzE5XmZIvkvyXnn7X8dvgFPF5QwIngGsDG8LyHuJWlaDhr_EPLMW4wHvH0zZCuRMARIJmmqiMy3VD4ftq4nS5s8vJL0pVSrkuNojtokp84AtkADCDU_BUhrc2sIgfnvZ03koCQRoZmWiHu86SuJZYkDFstVTVSR0hiXudFlfQ2rOhPlpObmku68lXw-7V-P7jwrQRFfQVXw";

    private const string OlderPublicModulus =
        "0zUbv8BsDgbMlKthHcA0Eeg-KWR1ePtIZViJczircJ8E_BVvWKxeXutPOw1MC7J1V8eZFViN_8iJVDKl4vER2sb-tdpLQNm9qsJBRTokdLSu9YbjHGUzL55GanujGOBj4k2RGKy1GbEiUpXkYML1DjyPyHEG3Ex_N8ylZ7vdFpjeWX8yzkCd8AjulPdF84bbEau-pW7XW4V58K9I9BDILBemDiJAR8xb5erupeCs7fCMhLliSeMJQQUyCim4S-tuRD6xiNs4LfEyZtSNnC1ujRcOnWHsWdJFj-NYyrojhaDLC3GAZ0DJlqyznsuKMuYWJPT9KUkXi4bpAmDLA8oFFQ";

    private readonly FakeClock _clock = new();
    private readonly KeySetRepository _keySets;

    public KeySetRepositoryTests() => _keySets = TestServices.CreateTenant(_clock).KeySets;

    [Theory]
    [InlineData(PublicModulus, "X5eXk4xyojNFum1kl2Ytv8dlNP4-c57dO6QGTVBwaNk")]
    [InlineData(OlderPublicModulus, "t8zPAboFkCJ9b-nFJzzyIikJgSJAkA2p08ykwRY_1Ao")]
    public async Task The_kid_of_an_RSA_key_is_its_RFC_7638_thumbprint(string modulus, string keyId)
    {
        var set = await _keySets.CreateAsync("a", [CreateRsaJwk(modulus)]);

        set.Value.Keys.Single().KeyId.Should().Be(keyId);
    }

    [Fact]
    public async Task A_leading_zero_in_a_modulus_is_ignored()
    {
        var padded = Base64Url.EncodeToString([0, .. Base64Url.DecodeFromChars(PublicModulus)]);

        var set = await _keySets.CreateAsync("a", [CreateRsaJwk(padded)]);

        set.Value.Keys.Single().KeyId.Should().Be("X5eXk4xyojNFum1kl2Ytv8dlNP4-c57dO6QGTVBwaNk");
    }

    [Fact]
    public async Task A_duplicate_RSA_key_is_refused() =>
        (await _keySets.CreateAsync("a", [CreateRsaJwk(PublicModulus), CreateRsaJwk(PublicModulus)])).Error.Should()
            .Be(new Refusal.KeyExists("X5eXk4xyojNFum1kl2Ytv8dlNP4-c57dO6QGTVBwaNk", "RSA"));

    [Fact]
    public async Task A_key_set_with_an_invalid_key_is_not_created()
    {
        (await _keySets.CreateAsync("a", [CreateRsaJwk(PublicModulus), new KeyDraft { Type = "oct", Use = "sig", Secret = "AQAB" }])).Error.Should().NotBeNull();

        (await _keySets.ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Generated_keys_have_the_documented_sizes()
    {
        await _keySets.CreateAsync("r", []);
        await _keySets.CreateAsync("o", []);

        var rsa = await _keySets.GenerateKeyAsync("B2C_1A_r", new KeyDraft { Type = "rsa", Use = "sig" });
        var oct = await _keySets.GenerateKeyAsync("B2C_1A_o", new KeyDraft { Type = "OCT", Use = "enc" });

        ((KeyMaterial.Rsa)rsa.Value.Material).Parameters.Modulus.Should().HaveCount(256);
        ((KeyMaterial.Rsa)rsa.Value.Material).Parameters.D.Should().NotBeNull("the key must be able to sign");
        ((KeyMaterial.Oct)oct.Value.Material).Secret.Length.Should().Be(32);
        oct.Value.KeyId.Should().HaveLength(43);
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        await _keySets.CreateAsync("a", []);
        var now = _clock.Now.ToUnixTimeSeconds();

        (await _keySets.UploadSecretAsync("B2C_1A_a", new KeyDraft { Use = "sig", Secret = "s", Expires = now })).Error.Should().BeOfType<Refusal.ExpiryPast>();
        (await _keySets.UploadSecretAsync("B2C_1A_a", new KeyDraft { Use = "sig", Secret = "s", Expires = now + 1 })).Error.Should().BeNull();
        (await _keySets.UploadSecretAsync("B2C_1A_a", new KeyDraft { Use = "sig", Secret = "s", Expires = long.MinValue })).Error.Should().BeOfType<Refusal.ExpiryPast>();
        (await _keySets.UploadSecretAsync("B2C_1A_a", new KeyDraft { Use = "sig", Secret = "s", Expires = long.MaxValue })).Value.Expires.Should().Be(long.MaxValue);
    }

    [Fact]
    public async Task Keys_uploaded_concurrently_are_all_kept()
    {
        await _keySets.CreateAsync("a", []);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
            await _keySets.UploadSecretAsync("B2C_1A_a", new KeyDraft { Use = "sig", Secret = $"secret {i}" }))));

        (await _keySets.FindAsync("B2C_1A_a")).Value.Keys.Select(key => key.KeyId).Should().HaveCount(64).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(255, 0xFF, typeof(Refusal.RsaKeyTooShort))]
    [InlineData(256, 0x7F, typeof(Refusal.RsaKeyTooShort))]
    [InlineData(256, 0x80, null)]
    [InlineData(2048, 0xFF, null)]
    [InlineData(2049, 0x01, typeof(Refusal.KeyUnreadable))]
    public async Task An_RSA_key_has_2048_to_16384_bits(int octets, byte first, Type? refusal)
    {
        byte[] modulus = [first, .. Enumerable.Repeat((byte)0xFF, octets - 1)];

        var set = await _keySets.CreateAsync("a", [CreateRsaJwk(Base64Url.EncodeToString(modulus))]);

        (set.Error?.GetType()).Should().Be(refusal);
    }

    [Fact]
    public async Task A_private_RSA_key_is_stored_completely_and_can_sign()
    {
        using var rsa = RSA.Create(2048);
        var (jwk, data) = (CreatePrivateRsaJwk(rsa.ExportParameters(includePrivateParameters: true)), "data"u8.ToArray());

        var set = await _keySets.CreateAsync("a", [jwk]);

        using var stored = RSA.Create(((KeyMaterial.Rsa)set.Value.Keys[0].Material).Parameters);
        rsa.VerifyData(data, stored.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Should().BeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_missing_or_mismatched_private_parameter_is_refused(int index)
    {
        using var rsa = RSA.Create(2048);
        using var other = RSA.Create(2048);
        var jwk = CreatePrivateRsaJwk(rsa.ExportParameters(includePrivateParameters: true));
        var otherJwk = CreatePrivateRsaJwk(other.ExportParameters(includePrivateParameters: true));

        (await _keySets.CreateAsync("a", [jwk with { PrivateParameters = jwk.PrivateParameters.SetItem(index, null) }])).Error.Should().BeOfType<Refusal.KeyUnreadable>();
        (await _keySets.CreateAsync("a", [jwk with { PrivateParameters = jwk.PrivateParameters.SetItem(index, otherJwk.PrivateParameters[index]) }]))
            .Error.Should().BeOfType<Refusal.KeyUnreadable>();
        (await _keySets.ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_range_is_filled_when_backups_are_skipped()
    {
        foreach (var name in new[] { "a", "b", "c", "d", "e", "f" })
            await _keySets.CreateAsync(name, []);
        foreach (var name in new[] { "b", "c", "f" })
            await _keySets.DeleteAsync($"B2C_1A_{name}");

        (await ListIdsAsync(new KeyRange(null, 2))).Should().Equal("B2C_1A_a", "B2C_1A_d");
        (await ListIdsAsync(new KeyRange("B2C_1A_a", 1))).Should().Equal("B2C_1A_d");
        (await ListIdsAsync(new KeyRange("B2C_1A_b.bak", 9))).Should().Equal("B2C_1A_d", "B2C_1A_e");
        (await _keySets.CountAsync()).Should().Be(3);
    }

    [Fact]
    public void A_draft_does_not_print_its_secret() => new KeyDraft { Secret = "hush" }.ToString().Should().NotContain("hush");

    [Fact]
    public async Task A_key_does_not_print_its_secret()
    {
        await _keySets.CreateAsync("a", []);

        var key = await _keySets.UploadSecretAsync("B2C_1A_a", new KeyDraft { Use = "sig", Secret = "hush" });

        key.ToString().Should().NotContain("hush");
        key.Value.ToString().Should().NotContain("hush").And.NotContain(Convert.ToBase64String("hush"u8));
    }

    private async Task<IEnumerable<string>> ListIdsAsync(KeyRange range) => (await _keySets.ListAsync(range)).Select(set => set.Id);

    private static KeyDraft CreatePrivateRsaJwk(RSAParameters key) => CreateRsaJwk(Base64Url.EncodeToString(key.Modulus)) with
    {
        PrivateParameters = [.. new[] { key.D, key.P, key.Q, key.DP, key.DQ, key.InverseQ }.Select(number => Base64Url.EncodeToString(number))],
    };

    private static KeyDraft CreateRsaJwk(string modulus) => new() { Type = "RSA", Use = "sig", Modulus = modulus, Exponent = "AQAB" };
}
