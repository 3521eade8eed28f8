using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using static TrustFramework.MockServer.Tests.Control.ControlClient;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Snapshots;

/// <summary>A snapshot cannot contain what no other request can create.</summary>
public sealed class SnapshotLimitTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly ControlClient _control = new(server.CreateClient(), Guid.NewGuid());

    [Theory]
    [InlineData("policies", 201, "There are 201 records. A tenant has at most 200.")]
    [InlineData("keySets", 2001, "There are 2001 records. A tenant has at most 1000.")]
    [InlineData("faults", 101, "There are 101 records. A tenant has at most 100.")]
    [InlineData("authorizationCodes", 1001, "There are 1001 records. A tenant has at most 1000.")]
    [InlineData("deviceCodes", 1001, "There are 1001 records. A tenant has at most 1000.")]
    public async Task A_tenant_has_no_more_records_than_other_requests_can_create(string kind, int count, string detail)
    {
        await ImportAsync($"\"{kind}\":[{string.Join(',', Enumerable.Repeat("null", count))}]", $"$.tenant.{kind}: {detail}");
        await ImportAsync($"\"{kind}\":[{string.Join(',', Enumerable.Repeat("null", count - 1))},1]", $"$.tenant.{kind}: {detail}");
    }

    [Fact]
    public async Task A_key_set_has_at_most_100_keys()
    {
        string KeySet(int count) => $$"""
            "keySets":[{"id":"B2C_1A_a","keys":[{{string.Join(',', Enumerable.Range(0, count).Select(i => Key($"k{i}")))}}]}]
            """;

        await ImportAsync(KeySet(101), "$.tenant.keySets[0].keys: There are 101 keys. A key set has at most 100.");
        (await _control.PutAsync("snapshot", Snapshot(KeySet(100)))).Status.Should().Be(204);
    }

    [Theory]
    [InlineData("../\\u0000")]
    [InlineData("B2C_1A_../../a")]
    [InlineData("B2C_1A_\\u00fc")]
    [InlineData("B2C_1A_a b")]
    [InlineData("")]
    public async Task An_id_of_a_key_set_has_the_characters_that_a_request_accepts(string id)
    {
        await ImportAsync($$"""
            "keySets":[{"id":"{{id}}","keys":[]}]
            """, "$.tenant.keySets[0].id: ");
        await ImportAsync($$"""
            "keySets":[{"id":"{{new string('a', 200)}}","keys":[]}]
            """, "$.tenant.keySets[0].id: ");
    }

    [Theory]
    [InlineData("../..")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("\\u0000")]
    public async Task An_id_of_a_key_or_a_fault_rule_is_a_segment_of_a_path(string id)
    {
        await ImportAsync($$"""
            "keySets":[{"id":"B2C_1A_a","keys":[{{Key(id)}}]}]
            """, "$.tenant.keySets[0].keys[0].kid: ");
        await ImportAsync($$"""
            "faults":[{"order":1,"rule":{"id":"{{id}}","latency":{"least":1,"most":1} } }]
            """, "$.tenant.faults[0].rule: id has letters");
        ShouldBeProblem(await _control.PostAsync("faults", $$"""{"id":"{{id}}","latency":{"milliseconds":1} }"""), 400, "id has letters");
        ShouldBeProblem(await _control.PutAsync("seed", $$"""{"keySets":[{"id":"a","keys":[{"use":"sig","k":"k","kid":"{{id}}"}]}]}"""), 400, "'kid' has the value");
    }

    [Theory]
    [InlineData("P99")]
    [InlineData("GetJournalEntry")]
    public async Task A_fault_rule_selects_an_operation_that_exists(string operation)
    {
        var faults = $$"""
            "faults":[{"order":1,"rule":{"id":"a","match":{"operation":"{{operation}}"},"latency":{"least":1,"most":1} } }]
            """;

        await ImportAsync(faults, $"Fault rule 'a': The operation '{operation}' is unknown.");
        ShouldBeProblem(
            await new ControlClient(server.CreateClient()).PutAsync("snapshot", $$"""{"version":1,"tenants":{"{{Guid.NewGuid()}}":{ {{faults}} } } }"""),
            400,
            $"Fault rule 'a': The operation '{operation}' is unknown.");
    }

    [Theory]
    [InlineData("B2C_1A_../a")]
    [InlineData("B2C_1A_a b")]
    [InlineData("a")]
    public async Task An_id_of_a_policy_is_that_of_an_upload(string id) =>
        await ImportAsync($"\"policies\":[{{\"id\":\"{id}\",\"content\":{JsonSerializer.Serialize(Policy(id))}}}]", "$.tenant.policies[0].id: ");

    [Fact]
    public async Task A_policy_has_the_size_of_an_upload() => await ImportAsync(
        $"\"policies\":[{{\"id\":\"B2C_1A_a\",\"content\":{JsonSerializer.Serialize(Policy("B2C_1A_a") + new string(' ', (1024 * 1024) + 2048))}}}]",
        "$.tenant.policies[0].content: The content has");

    [Theory]
    [InlineData("a/b.com")]
    [InlineData("a.com\\r\\n")]
    [InlineData("\\u00fc.com")]
    public async Task A_domain_has_letters_digits_hyphens_and_dots(string domain)
    {
        await ImportAsync($"\"domain\":\"{domain}\"", "$.tenant.domain: The value is not a domain name.");
        await ImportAsync($$"""
            "sandbox":{"domain":"{{domain}}"}
            """, "$.tenant.sandbox.domain: The value is not a domain name.");
    }

    [Theory]
    [InlineData("AQ", ".e: ")]
    [InlineData("AA", ".e: ")]
    [InlineData("AQAA", ".e: ")]
    [InlineData("Ag", ".e: ")]
    [InlineData("500 KB", ".e: ")]
    [InlineData("AQAB", "")]
    public async Task The_exponent_of_an_RSA_key_is_odd_and_short(string exponent, string path)
    {
        using var rsa = RSA.Create(2048);
        var (n, e) = (Base64Url.EncodeToString(rsa.ExportParameters(includePrivateParameters: false).Modulus), exponent == "500 KB" ? new string('B', 500_000) : exponent);
        var key = $$"""{"kid":"1","kty":"RSA","use":"sig","status":"enabled","n":"{{n}}","e":"{{e}}"}""";
        var keySets = $$"""
            "keySets":[{"id":"B2C_1A_a","keys":[{{key}}]}]
            """;

        if (path.Length > 0)
            await ImportAsync(keySets, $"$.tenant.keySets[0].keys[0]{path}");
        else
            (await _control.PutAsync("snapshot", Snapshot(keySets))).Status.Should().Be(204);
        (await _control.PutAsync("seed", $$"""{"keySets":[{"id":"a","keys":[{"kty":"RSA","use":"sig","n":"{{n}}","e":"{{e}}"}]}]}""")).Status.Should().Be(path.Length > 0 ? 400 : 200);
    }

    [Theory]
    [InlineData(1024, "$.tenant.keySets[0].keys[0].n: An RSA key has 2048 to 16384 bits.")]
    [InlineData(20_000, "$.tenant.keySets[0].keys[0].n: An RSA key has 2048 to 16384 bits.")]
    public async Task An_RSA_key_has_the_size_of_an_upload(int bits, string detail)
    {
        var n = Base64Url.EncodeToString([.. Enumerable.Repeat((byte)0xFF, bits / 8)]);

        await ImportAsync($$"""
            "keySets":[{"id":"B2C_1A_a","keys":[{"kid":"1","kty":"RSA","use":"sig","status":"enabled","n":"{{n}}","e":"AQAB"}]}]
            """, detail);
        await ImportAsync($$"""
            "signingKey":{"kid":"1","kty":"RSA","n":"{{n}}","e":"AQAB","d":"{{n}}","p":"{{n}}","q":"{{n}}","dp":"{{n}}","dq":"{{n}}","qi":"{{n}}"}
            """, "$.tenant.signingKey: ");
    }

    [Fact]
    public async Task The_private_part_of_a_key_matches_its_public_part()
    {
        var client = server.NewTenant();
        var control = new ControlClient(server.CreateClient(), client.Tenant);
        await client.NewKeyAsync("A", "RSA");
        var snapshot = (await control.GetAsync("snapshot?secrets=true")).Json;
        (await control.PutAsync("snapshot", snapshot.ToJsonString())).Status.Should().Be(204);
        var key = snapshot["tenant"]!["keySets"]![0]!["keys"]![0]!.AsObject();
        (key["dp"], key["dq"]) = (key["dq"]!.DeepClone(), key["dp"]!.DeepClone());

        ShouldBeProblem(await control.PutAsync("snapshot", snapshot.ToJsonString()), 400, "$.tenant.keySets[0].keys[0]: The private part is not that of n and e.");
    }

    [Theory]
    [InlineData("authorizationCodes", """{"code":"../..","expires":"2030-01-01T00:00:00Z","clientId":"a","user":"u","version":"v2","scope":"s","consented":[],"redirectUri":"r","plain":false,"redeemed":false}""")]
    [InlineData("deviceCodes", """{"code":"../..","expires":"2030-01-01T00:00:00Z","userCode":"u","clientId":"a","version":"v2","scope":"s","state":"pending"}""")]
    public async Task A_code_has_the_form_of_an_issued_code(string kind, string json) => await ImportAsync($"\"{kind}\":[{json}]", $"$.tenant.{kind}[0].code: ");

    [Fact]
    public async Task A_seed_in_a_snapshot_has_the_limits_of_a_tenant()
    {
        string Repeat(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));

        await ImportAsync($$"""
            "seed":{"source":"a","keySets":[{{Repeat("{}", 1001)}}],"policies":[]}
            """, "$.tenant.seed.keySets: A tenant has at most 1000 key sets");
        await ImportAsync($$"""
            "seed":{"source":"a","keySets":[{"id":"a","keys":[{{Repeat("{}", 101)}}]}],"policies":[]}
            """, "$.tenant.seed.keySets: A tenant has at most 1000 key sets");
        await ImportAsync($$"""
            "seed":{"source":"a","keySets":[],"policies":[{{Repeat("""{"name":"a","content":"a"}""", 201)}}]}
            """, "$.tenant.seed.policies: There are 201 policies.");
    }

    [Fact]
    public async Task A_seed_has_at_most_100_RSA_keys_to_generate()
    {
        var sets = Enumerable.Range(0, 101).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"s{{i}}","keys":[{"kty":"rsa","use":"sig"}]}"""));

        ShouldBeProblem(await _control.PutAsync("seed", $$"""{"keySets":[{{string.Join(',', sets)}}]}"""), 400, "keySets: There are 101 RSA keys without n and e");
    }

    private static string Key(string kid) => $$"""{"kid":"{{kid}}","kty":"oct","use":"sig","status":"enabled","k":"AQAB"}""";

    private static string Snapshot(string members) => $$"""{"version":1,"tenant":{ {{members}} } }""";

    private async Task ImportAsync(string members, string detail) => ShouldBeProblem(await _control.PutAsync("snapshot", Snapshot(members)), 400, detail);
}
