using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>
/// Random sequences of operations keep the invariants: all keys of a set have the same type and use, key ids are unique, a refused request changes
/// nothing, a new key is the last one, and no response contains a secret. A failure reports the seed that reproduces it.
/// </summary>
public sealed class KeySetInvariantTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const int Steps = 120;

    private static readonly string[] Ids = ["a", "b", "c"];
    private static readonly string[] SecretMembers = ["k", "d", "p", "q", "dp", "dq", "qi"];
    private static readonly string[] Files = ["rsa2048", "rsa3072", "leaf"];
    private static readonly string[] Pfxs = ["rsa2048-3des.pfx", "chain-3des.pfx", "ec-3des.pfx", "rsa2048-aes.pfx", "rsa1024-3des.pfx"];
    private static readonly RSAParameters[] RsaKeys = [NewPair(), NewPair()];

    private readonly TrustFrameworkClient _client = server.NewTenant();
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 16)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_sequence_of_operations_keeps_the_invariants(int seed)
    {
        var random = new Random(seed);
        var (done, refused) = (0, 0);
        foreach (var id in Ids)
            await _client.PostAsync("keySets", $$"""{"id":"{{id}}"}""");
        for (var step = 0; step < Steps; step++)
        {
            var before = await StateAsync();
            var (method, path, body) = Next(random, before);
            using var content = body is null ? null : TrustFrameworkClient.Json(body);

            var response = await _client.SendAsync(new HttpMethod(method), path, content);

            var after = await StateAsync();
            var because = $"of step {step} of seed {seed}: {method} {path}";
            response.Status.Should().BeLessThan(500, because);
            if (response.Status >= 400)
                after.ToJsonString().Should().Be(before.ToJsonString(), because);
            else if (method == "POST" && path.Contains('/', StringComparison.Ordinal))
                ShouldBeAppended(before, after, path.Split('/')[1], response.Json["kid"]!.GetValue<string>(), because);
            await ShouldHoldInvariantsAsync(after, because);
            foreach (var text in new[] { response.Text, after.ToJsonString() })
                _secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal)).Should().BeEmpty(because);
            (done, refused) = response.Status >= 400 ? (done, refused + 1) : (done + 1, refused);
        }

        done.Should().BeGreaterThan(Steps / 4, "a test with refusals only proves little");
        refused.Should().BeGreaterThan(Steps / 20);
    }

    private static RSAParameters NewPair()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportParameters(includePrivateParameters: true);
    }

    /// <summary>All sets and backups, as the server returns them.</summary>
    private async Task<JsonObject> StateAsync()
    {
        var state = new JsonObject();
        foreach (var set in (await _client.GetAsync("keySets?$expand=keys_v2")).Json["value"]!.AsArray())
            state[set!["id"]!.GetValue<string>()] = set.DeepClone();
        foreach (var id in Ids.Select(id => $"B2C_1A_{id}.bak"))
        {
            if (await _client.GetAsync($"keySets/{id}") is { Status: 200 } backup)
                state[id] = backup.Json;
        }

        return state;
    }

    private (string Method, string Path, string? Body) Next(Random random, JsonObject state)
    {
        var id = Pick(random, Ids);
        var path = $"keySets/B2C_1A_{id}";
        var kids = state[$"B2C_1A_{id}"]?["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>()).ToArray() ?? [];
        var kid = kids.Length == 0 ? "none" : Pick(random, kids);
        return random.Next(16) switch
        {
            0 or 1 or 2 => ("POST", "keySets", $$"""{"id":"{{id}}","keys":[{{Jwks(random)}}]}"""),
            3 => (random.Next(2) == 0 ? "PUT" : "PATCH", path, $$"""{"keys":[{{Jwks(random)}}]}"""),
            4 or 5 => ("POST", $"{path}/uploadSecret", $$"""{"use":"{{Use(random)}}","k":"{{RecordSecret($"secret {random.Next(9)} of a tenant")}}"}"""),
            6 => ("POST", $"{path}/generateKey", $$"""{"use":"{{Use(random)}}","kty":"{{(random.Next(8) == 0 ? "RSA" : "oct")}}"}"""),
            7 or 8 => ("POST", $"{path}/uploadCertificate", $$"""{"key":"{{Certificates.DerOf(Pick(random, Files))}}"}"""),
            9 or 10 => ("POST", $"{path}/uploadPkcs12", $$"""{"key":"{{Certificates.Base64(Pick(random, Pfxs))}}","password":"{{(random.Next(5) == 0 ? RecordSecret("no such password") : RecordSecret(Certificates.Password))}}"}"""),
            11 or 12 => ("PATCH", $"{path}/keys_v2/{kid}", $$"""{"status":"{{(random.Next(2) == 0 ? "enabled" : "disabled")}}"}"""),
            13 => ("DELETE", $"{path}/keys_v2/{kid}", null),
            14 => ("DELETE", random.Next(3) == 0 ? $"{path}.bak" : path, null),
            _ => ("GET", $"{path}/getActiveKey", null),
        };
    }

    private string Jwks(Random random) => string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(2) == 0
        ? $$"""{"kty":"oct","use":"{{Use(random)}}","k":"{{RecordSecret(Base64Url.EncodeToString(BitConverter.GetBytes(random.NextInt64())))}}"}"""
        : Rsa(Use(random), Pick(random, RsaKeys), random.Next(2) == 0)));

    private static string Rsa(string use, RSAParameters key, bool withPrivatePart)
    {
        var jwk = new JsonObject { ["kty"] = "RSA", ["use"] = use, ["n"] = Text(key.Modulus), ["e"] = Text(key.Exponent) };
        if (withPrivatePart)
        {
            foreach (var (name, value) in SecretMembers[1..].Zip(Parts(key)))
                jwk[name] = Text(value);
        }

        return jwk.ToJsonString();
    }

    /// <summary>Checks the invariants and records the secrets that are in the tenant now. Only the tenant's state contains generated secrets.</summary>
    private async Task ShouldHoldInvariantsAsync(JsonObject state, string because)
    {
        var keySets = server.Services.GetRequiredService<TenantRegistry>().Get(new TenantId(_client.Tenant)).KeySets;
        foreach (var (id, set) in state)
        {
            var keys = set!["keys"]!.AsArray();
            foreach (var member in new[] { "kty", "use" })
                keys.Select(key => key![member]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal).Should().HaveCountLessThan(2, because);
            keys.Select(key => key!["kid"]!.GetValue<string>()).Should().OnlyHaveUniqueItems(because);
            keys.SelectMany(key => SecretMembers.Select(name => key![name])).Where(value => value is not null).Should().BeEmpty(because);

            foreach (var key in (await keySets.FindAsync(id)).Value.Keys)
            {
                IEnumerable<byte[]?> hidden = key.Material is KeyMaterial.Rsa rsa ? Parts(rsa.Parameters) : [((KeyMaterial.Oct)key.Material).Secret.ToArray()];
                foreach (var secret in hidden.OfType<byte[]>())
                    _secrets.UnionWith([Text(secret), Convert.ToBase64String(secret), Convert.ToHexString(secret)]);
            }
        }
    }

    private static void ShouldBeAppended(JsonObject before, JsonObject after, string id, string kid, string because)
    {
        static IEnumerable<string> Kids(JsonNode? set) => set!["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>());
        Kids(after[id]).Should().Equal(Kids(before[id]).Append(kid), because);
    }

    private static byte[]?[] Parts(RSAParameters key) => [key.D, key.P, key.Q, key.DP, key.DQ, key.InverseQ];

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);

    private static string Use(Random random) => random.Next(6) == 0 ? "enc" : "sig";

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];

    private string RecordSecret(string secret)
    {
        _secrets.Add(secret);
        return secret;
    }
}
