using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.Control;
using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>The times of keys in the forms that JSON serializers write. PowerShell 7 writes 4102444800.0.</summary>
public sealed class WholeNumberTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const long Expiry = 4102444800;

    private readonly TrustFrameworkClient _client = server.NewTenant();

    private ControlClient Control => new(server.CreateClient(), _client.Tenant);

    public static TheoryData<string> Forms() =>
    [
        "4102444800", "4102444800.0", "4102444800.000000000000000000000000000000000000000000", "4.1024448E9", "4.1024448e+09", "41024448E2", "410244480000E-2",
        "\"4102444800\"", "\"4102444800.0\"", "\"4.1024448E9\"", "\"4102444800\\u002E0\"",
    ];

    /// <summary>Fractions, numbers that do not fit into 64 bits, and text.</summary>
    public static TheoryData<string> Refused() =>
    [
        "4102444800.5", "4102444800.00000000000000000000000000000000000000001", "1e-30", "1E-400", "1e400", "9223372036854775808", "9223372036854775808.0", "-9223372036854775809",
        "\"4102444800.5\"", "\"soon\"", "\"\"", "\" 7\"", "\"0x10\"", "\"4,102\"", "\"Infinity\"", "\"NaN\"",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_key_operation_reads_a_whole_number_in_this_form(string number)
    {
        const string Key = """{"kty":"oct","use":"sig","k":"AQAB","nbf":%,"exp":%}""";
        (string Method, string Path, string Body)[] operations =
        [
            ("POST", "keySets", $$"""{"id":"a","keys":[{{Key}}]}"""),
            ("PUT", "keySets/B2C_1A_a", $$"""{"keys":[{{Key}},{{Key}}]}"""),
            ("PATCH", "keySets/B2C_1A_a", $$"""{"keys":[{{Key}}]}"""),
            ("POST", "keySets/B2C_1A_a/generateKey", """{"kty":"oct","use":"sig","nbf":%,"exp":%}"""),
            ("POST", "keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"s","nbf":%,"exp":%}"""),
            ("POST", "keySets/B2C_1A_a/uploadSecret", """{'use':'sig','k':'s','nbf':%,'exp':%}"""),
        ];

        foreach (var (method, path, body) in operations)
        {
            var response = await _client.SendAsync(new HttpMethod(method), path, TrustFrameworkClient.Json(body.Replace("%", number, StringComparison.Ordinal)));

            response.Status.Should().BeOneOf([200, 201], "{0} {1}: {2}", method, path, response.Text);
            var key = response.Json["keys"] is JsonArray keys ? keys[^1]! : response.Json;
            (key["nbf"]!.ToJsonString(), key["exp"]!.ToJsonString()).Should().Be(("4102444800", "4102444800"), path);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Seeds_and_snapshots_read_a_whole_number_in_this_form(string number)
    {
        (await Control.PutAsync("seed", $$"""{"keySets":[{"id":"a","keys":[{"use":"sig","k":"s","exp":{{number}}}]}]}""")).Status.Should().Be(200);
        await ShouldHaveExpiryAsync();
        var snapshot = (await Control.GetAsync("snapshot?secrets=true")).Text;
        snapshot.Should().Contain("\"exp\": 4102444800,");

        (await Control.PutAsync("snapshot", snapshot.Replace("\"exp\": 4102444800,", $"\"exp\": {number},", StringComparison.Ordinal))).Status.Should().Be(204);

        await ShouldHaveExpiryAsync();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Any_other_number_is_refused_with_the_errors_of_the_service_and_a_hint(string number)
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        (await _client.PostAsync("keySets/B2C_1A_a/generateKey", $$"""{"kty":"RSA","use":"sig","exp":{{number}}}""")).ShouldBeError(
            400, "AADB2C", "The 'parameters' field is invalid in request. Please check the request body and parameters.");
        (await _client.PutAsync("keySets/B2C_1A_a", $$"""{"keys":[{"kty":"oct","use":"sig","k":"AQAB","nbf":{{number}}}]}""")).ShouldBeError(
            400, "AADB2C", "The 'keySet' field is invalid in request. Please check the request body and parameters.");

        var hints = (await Control.GetAsync("journal?status=400")).Json["entries"]!.AsArray().Select(entry => entry!["refusal"]!["hint"]!.GetValue<string>());
        hints.Should().Equal(
            "$.exp: The value is not a whole number from -9223372036854775808 to 9223372036854775807.",
            "$.keys[0].nbf: The value is not a whole number from -9223372036854775808 to 9223372036854775807.");
        (await _client.GetAsync("keySets/B2C_1A_a/keys_v2/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task A_fraction_in_a_seed_or_a_snapshot_is_refused_with_its_path()
    {
        ShouldBeProblem(
            await Control.PutAsync("seed", """{"keySets":[{"id":"a","keys":[{"use":"sig","k":"s","exp":1.5}]}]}"""),
            400, "the seed: $.keySets[0].keys[0].exp: The value is not a whole number from ");
        await _client.NewKeyAsync("a");
        await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", $$"""{"use":"sig","k":"s","exp":{{Expiry}}}""");
        var snapshot = (await Control.GetAsync("snapshot?secrets=true")).Text;

        ShouldBeProblem(
            await Control.PutAsync("snapshot", snapshot.Replace("\"exp\": 4102444800,", "\"exp\": 1.5,", StringComparison.Ordinal)), 400, "The value is not a whole number from ");
    }

    [Fact]
    public async Task A_member_of_another_type_is_refused_with_its_path()
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");

        await _client.PostAsync("keySets/B2C_1A_a/generateKey", """{"kty":"RSA","use":"sig","nbf":{}}""");

        (await Control.GetAsync("journal?status=400")).Json["entries"]![0]!["refusal"]!["hint"]!.GetValue<string>().Should().Contain("$.nbf");
    }

    [Fact]
    public async Task The_control_plane_reads_whole_numbers_in_any_form()
    {
        var created = await Control.PostAsync("faults", """{"outcome":{"kind":"serviceUnavailable","status":599.0,"retryAfter":"1E1"},"when":{"next":1.0}}""");

        created.Status.Should().Be(201, created.Text);
        var hit = await _client.GetAsync("policies");
        (hit.Status, hit.Header("Retry-After")).Should().Be((599, "10"));
        (await _client.GetAsync("policies")).Status.Should().Be(200);
    }

    private async Task ShouldHaveExpiryAsync() =>
        (await _client.GetAsync("keySets/B2C_1A_a")).Json["keys"]![0]!["exp"]!.GetValue<long>().Should().Be(Expiry);
}
