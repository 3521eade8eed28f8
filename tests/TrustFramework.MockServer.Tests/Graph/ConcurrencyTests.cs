using System.Globalization;
using System.Text.RegularExpressions;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Graph;

/// <summary>32 parallel clients over sockets that change the same or related policies and keys.</summary>
public sealed partial class ConcurrencyTests(SocketServerFactory server) : IClassFixture<SocketServerFactory>
{
    private const int Clients = 32;
    private const int Rounds = 12;

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task Parallel_uploads_of_policies_lose_nothing_and_readers_see_complete_policies()
    {
        await _client.PutPolicyAsync("B2C_1A_Base", Policy("B2C_1A_Base"));
        await _client.PutPolicyAsync("B2C_1A_Shared", Versioned("B2C_1A_Shared", 0, 0));

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            for (var round = 1; round <= Rounds; round++)
            {
                var own = await _client.PutPolicyAsync($"B2C_1A_P{client}", Versioned($"B2C_1A_P{client}", client, round));
                own.Status.Should().Be(round == 1 ? 201 : 200);
                (await _client.PutPolicyAsync("B2C_1A_Shared", Versioned("B2C_1A_Shared", client, round))).Status.Should().Be(200);
                var read = await _client.GetAsync("policies/B2C_1A_Shared/$value");
                read.Status.Should().Be(200);
                ShouldNotBeTorn(read.Text);
            }
        }));

        (await _client.GetAsync("policies/$count")).Text.Should().Be((Clients + 2).ToString(CultureInfo.InvariantCulture));
        for (var client = 0; client < Clients; client++)
        {
            (await _client.GetAsync($"policies/B2C_1A_P{client}/$value")).Text.Should()
                .Be(Versioned($"B2C_1A_P{client}", client, Rounds), "the last upload of the client is stored");
        }
    }

    [Fact]
    public async Task Exactly_one_of_many_parallel_creations_succeeds()
    {
        var policies = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ =>
            _client.SendAsync(HttpMethod.Post, "policies", Xml(Policy("B2C_1A_Once")))));
        var puts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => _client.PutPolicyAsync("B2C_1A_Put", Policy("B2C_1A_Put"))));
        var sets = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => _client.PostAsync("keySets", """{"id":"once"}""")));

        policies.Select(response => response.Status).Order().Should().Equal([201, .. Enumerable.Repeat(409, Clients - 1)]);
        puts.Select(response => response.Status).Order().Should().Equal([.. Enumerable.Repeat(200, Clients - 1), 201]);
        sets.Select(response => response.Status).Order().Should().Equal([201, .. Enumerable.Repeat(400, Clients - 1)]);
    }

    [Fact]
    public async Task Parallel_additions_and_status_changes_of_keys_are_all_applied()
    {
        await _client.PostAsync("keySets", """{"id":"shared"}""");

        var kids = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var added = await _client.PostAsync("keySets/B2C_1A_shared/uploadSecret", $$"""{"use":"sig","k":"secret {{client}}"}""");
            added.Status.Should().Be(200);
            var kid = added.Json["kid"]!.GetValue<string>();
            for (var round = 0; round <= client % 3; round++)
            {
                var status = round % 2 == 0 ? "disabled" : "enabled";
                (await _client.PatchAsync($"keySets/B2C_1A_shared/keys_v2/{kid}", $$"""{"status":"{{status}}"}""")).Status.Should().Be(204);
            }

            return (kid, last: client % 3 == 1 ? "enabled" : "disabled");
        }));

        var keys = (await _client.GetAsync("keySets/B2C_1A_shared")).Json["keys"]!.AsArray();
        keys.Select(key => (key!["kid"]!.GetValue<string>(), key["status"]!.GetValue<string>())).Should().BeEquivalentTo(kids);
    }

    [Fact]
    public async Task Parallel_uploads_into_one_key_set_lose_nothing()
    {
        await _client.PostAsync("keySets", """{"id":"many"}""");

        var kids = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
            (await _client.PostAsync("keySets/B2C_1A_many/uploadSecret", $$"""{"use":"sig","k":"secret {{i}}"}""")).Json["kid"]!.GetValue<string>()));

        var set = (await _client.GetAsync("keySets/B2C_1A_many")).Json["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>()).ToList();
        set.Should().BeEquivalentTo(kids).And.HaveCount(64).And.OnlyHaveUniqueItems();
        (await _client.GetAsync("keySets/B2C_1A_many/keys_v2")).Json["value"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>())
            .Should().Equal(set.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Exactly_one_of_many_parallel_uploads_of_the_same_key_succeeds()
    {
        await _client.PostAsync("keySets", """{"id":"same"}""");
        var body = $$"""{"key":"{{KeySets.Certificates.Base64("rsa2048.der")}}"}""";

        var responses = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => _client.PostAsync("keySets/B2C_1A_same/uploadCertificate", body)));

        responses.Count(response => response.Status == 200).Should().Be(1);
        responses.Where(response => response.Status != 200).Should().OnlyContain(response => response.Code == "AADB2C90180");
        (await _client.GetAsync("keySets/B2C_1A_same/keys_v2/$count")).Text.Should().Be("1");
    }

    /// <summary>The same stamp at the beginning and the end, far enough apart to reveal a torn read.</summary>
    private static string Versioned(string id, int client, int round) => Policy(
        id, baseId: "B2C_1A_Base", innerXml: $"<!-- stamp {client}.{round} --><!-- {new string((char)('a' + (client % 26)), 20_000)} --><!-- stamp {client}.{round} -->");

    private static void ShouldNotBeTorn(string xml)
    {
        var stamps = Stamp().Matches(xml).Select(match => match.Value).ToList();
        stamps.Should().HaveCount(2);
        stamps[0].Should().Be(stamps[1]);
        xml.Should().EndWith("</TrustFrameworkPolicy>");
    }

    [GeneratedRegex(@"stamp \d+\.\d+")]
    private static partial Regex Stamp();
}
